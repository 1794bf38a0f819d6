/** A part this short is sorted by insertion. */
const shortPart = 16;

/**
 * Puts the value of each rank (0: the smallest) in its place, smaller values in front of it; `ranks` ascend. Finds them by
 * partitioning, which takes a fraction of the time of sorting; a part that resists is sorted.
 */
export function placeRanks(values: Float64Array, ranks: readonly number[]): void {
  let from = 0;
  for (const rank of ranks) {
    place(values, from, values.length, rank);
    from = rank;
  }
}

function place(values: Float64Array, start: number, end: number, rank: number): void {
  let from = start;
  let to = end;
  for (let left = 2 * (32 - Math.clz32(to - from)); to - from > shortPart; left--) {
    if (left === 0) {
      values.subarray(from, to).sort();
      return;
    }
    const pivot = middleOf(values[from] as number, values[(from + to) >>> 1] as number, values[to - 1] as number);
    let low = from;
    let high = to - 1;
    while (low <= high) {
      while ((values[low] as number) < pivot) low++;
      while ((values[high] as number) > pivot) high--;
      if (low > high) break;
      const value = values[low] as number;
      values[low++] = values[high] as number;
      values[high--] = value;
    }
    if (rank <= high) to = high + 1;
    else if (rank >= low) from = low;
    else return;
  }
  for (let i = from + 1; i < to; i++) {
    const value = values[i] as number;
    let at = i;
    for (; at > from && (values[at - 1] as number) > value; at--) values[at] = values[at - 1] as number;
    values[at] = value;
  }
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
