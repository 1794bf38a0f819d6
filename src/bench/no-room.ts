/** Whether a file could not be written because the disk, or the user's part of it, is full. */
export function isNoRoom(cause: unknown): boolean {
  const code = (cause as NodeJS.ErrnoException).code;
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** What to do then. */
export const noRoomAdvice = 'Free some room or name another folder with --out; what was recorded so far is kept.';
