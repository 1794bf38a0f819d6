/** The candidate that a misspelt word most likely stands for, or `undefined` where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(Math.min(wanted.length, 24) / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** More names than these do not stand behind one word that is a part of all of them. */
const partsLimit = 3;

/** Whether a name of several parts joined by `-` ends with this one, as `rt-VBR` with `VBR`. */
function hasPart(name: string, word: string): boolean {
  return word.length > 1 && name.toLowerCase().endsWith(`-${word.toLowerCase()}`);
}

/** More names than these are not told in a sentence where a command lists them. */
const namesLimit = 12;

/** `Did you mean x?` or, where nothing is near, the candidates themselves; of many only the `command` that lists them. */
export function suggestion(word: string, candidates: readonly string[], command?: string): string {
  const longer = candidates.filter((candidate) => hasPart(candidate, word));
  if (longer.length > 0 && longer.length <= partsLimit) return `Did you mean ${longer.map((name) => `\`${name}\``).join(' or ')}?`;
  const near = nearest(word, candidates);
  if (near !== undefined) return `Did you mean \`${near}\`?`;
  if (command !== undefined && candidates.length > namesLimit) {
    return `\`condis-bench ${command}\` lists the ${candidates.length} that there are.`;
  }
  return candidates.length === 0 ? 'There is none.' : `There are: ${candidates.join(', ')}.`;
}

/** Insertions, deletions, replacements and swaps of neighbours between two words; `limit` or more is not told apart. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
