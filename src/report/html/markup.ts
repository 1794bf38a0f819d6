import { safeText } from '../../core/safe-text.ts';

/** A piece of HTML or SVG. Only {@link html} and {@link trusted} make one, so that no text gets into a page unescaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a piece of markup: texts are escaped, numbers written, `undefined` left out, lists joined. */
export type Content = Markup | string | number | undefined | readonly Content[];

/** Markup from a template; values are escaped, also within the quotes of an attribute. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let text = strings[0] ?? '';
  for (const [i, value] of values.entries()) text += contentText(value) + (strings[i + 1] ?? '');
  return new Markup(text);
}

/** Markup from text that this program wrote itself: style and script. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

/** A text made harmless for HTML and SVG, in contents and in quoted attributes. What could steer or break a page becomes U+FFFD. */
export function escapeHtml(text: string): string {
  return safeText(text).replaceAll(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function contentText(value: Content): string {
  if (value === undefined) return '';
  if (value instanceof Markup) return value.text;
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(contentText).join('');
}
