let last: Promise<unknown> = Promise.resolve();

/**
 * Runs something that opens and closes devices to ask them, after all that was begun before: a device is one object in this process,
 * and whoever closes it closes it for all.
 */
export function oneAtATime<Result>(run: () => Promise<Result>): Promise<Result> {
  const result = last.then(run);
  last = result.catch(() => {});
  return result;
}
