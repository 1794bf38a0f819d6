/**
 * Something that a driver, NDIS or the network does on a thread. It yields where its thread has to wait, for time to pass or for
 * another thread, and is resumed by the scheduler. An act calls another with `yield*`, as one function calls another.
 */
export type Act<Result = void> = Generator<undefined, Result, undefined>;
