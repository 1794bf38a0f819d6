/** Keys that say what steps say, and what says it among steps. */
const instead = {
  course: 'an answer after `client: make call`, such as `- network: reject`',
  multipoint: '`- client: add party`',
  sends: '`- client: send` with `lists`',
  sendSize: '`octets` beside `- client: send`',
  hold: '`- wait`',
  close: '`- client: close call`',
  callsPerVc: '`- repeat` around `- client: make call`',
} as const;
type Key = keyof typeof instead;

/** What of a scenario's keys says the same as its steps, or is there for steps alone. */
export function stepRefusals(
  file: { readonly [K in Key]?: unknown } & { readonly steps?: unknown; readonly fragments?: unknown },
): [key: string, message: string, next: string][] {
  if (file.steps === undefined) {
    return file.fragments === undefined ? [] : [['fragments', 'nothing uses fragments but `steps`', 'Add `steps:`, or take it out.']];
  }
  return (Object.keys(instead) as Key[]).filter((key) => file[key] !== undefined).map((key) => {
    return [key, `\`${key}\` and \`steps\` both say what becomes of a call`, `Take it out, and write ${instead[key]} among the steps.`];
  });
}
