/** One tag of a document. */
export interface Tag {
  readonly name: string;
  readonly closing: boolean;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Elements of HTML that have no end tag. */
const voids = new Set(['meta', 'input', 'br']);
const tag = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z:-]+(?:="[^"<]*")?)*)\s*(\/?)>/y;
/** Elements whose contents are no markup. */
const raw = new Set(['script', 'style']);

/**
 * Reads markup as a parser would that forgives nothing: every tag well formed, attribute values in double quotes, each element closed in
 * order. Throws what is wrong. SVG elements may close themselves, HTML ones have no need to.
 */
export function readMarkup(document: string): { readonly tags: readonly Tag[]; readonly texts: readonly string[] } {
  const tags: Tag[] = [];
  const texts: string[] = [];
  const open: string[] = [];
  let at = document.startsWith('<!doctype html>') ? '<!doctype html>'.length : 0;
  while (at < document.length) {
    const next = document.indexOf('<', at);
    const text = document.slice(at, next < 0 ? undefined : next);
    if (text.trim() !== '') texts.push(text);
    if (/&(?!#\d+;)/.test(text)) throw new Error(`a bare ampersand in ${text.slice(0, 80)}`);
    if (next < 0) break;
    tag.lastIndex = next;
    const found = tag.exec(document);
    if (found === null) throw new Error(`no tag: ${document.slice(next, next + 80)}`);
    const [whole, slash, name = '', list = '', selfClosing] = found;
    const attributes = new Map([...list.matchAll(/([a-zA-Z:-]+)(?:="([^"]*)")?/g)].map(([, key = '', value = '']) => [key, value]));
    tags.push({ name, closing: slash === '/', attributes });
    at = next + whole.length;
    if (slash === '/') {
      const expected = open.pop();
      if (expected !== name) throw new Error(`</${name}> closes <${expected}>`);
    } else if (selfClosing !== '/' && !voids.has(name)) {
      open.push(name);
      if (raw.has(name)) at = document.indexOf(`</${name}>`, at);
    }
  }
  if (open.length > 0) throw new Error(`never closed: ${open.join(', ')}`);
  return { tags, texts };
}

/** The tags of a document without what texts fill in: what hostile text must not change. */
export function skeletonOf(document: string): string[] {
  return readMarkup(document).tags.map(({ name, closing, attributes }) => `${closing ? '/' : ''}${name} ${[...attributes.keys()].join(' ')}`);
}

/** What a page lacks: ids that stand twice, references to none, tables without heads, graphics and fields without names. */
export function faultsOfPage(document: string): string[] {
  const { tags } = readMarkup(document);
  const faults: string[] = [];
  const ids = new Set<string>();
  for (const { attributes } of tags) {
    const id = attributes.get('id');
    if (id !== undefined && ids.has(id)) faults.push(`id ${id} stands twice`);
    if (id !== undefined) ids.add(id);
  }
  for (const { name, closing, attributes } of tags) {
    const referred = [attributes.get('for'), attributes.get('aria-labelledby'), attributes.get('href')?.replace(/^#/, '')];
    for (const id of referred) if (id !== undefined && !ids.has(id)) faults.push(`${name} refers to ${id}, which is not there`);
    for (const key of attributes.keys()) if (key.startsWith('on') || key === 'style') faults.push(`${name} has ${key}`);
    for (const url of [attributes.get('src'), attributes.get('href')]) if (url !== undefined && !url.startsWith('#')) faults.push(`${name} loads ${url}`);
    if (name === 'svg' && !closing && attributes.get('aria-hidden') !== 'true' && !attributes.has('aria-labelledby')) faults.push('an svg without a name');
    if (name === 'th' && !closing && !attributes.has('scope')) faults.push('a th without a scope');
    if (attributes.get('role') === 'region' && !attributes.has('aria-label') && !attributes.has('aria-labelledby')) faults.push('a region without a name');
  }
  return faults;
}
