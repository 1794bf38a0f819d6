/**
 * Calls a listener. What it throws is a mistake in the listener, not in the port: the port goes on, and the error surfaces in a turn
 * of its own as an uncaught exception, so that it cannot pass unseen.
 */
export function callListener(call: () => void): void {
  try {
    call();
  } catch (error) {
    setImmediate(() => {
      throw error;
    });
  }
}
