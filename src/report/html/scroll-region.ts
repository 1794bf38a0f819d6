import { html, type Content, type Markup } from './markup.ts';

/** Something wider than a narrow page: it scrolls by itself, and can be reached with the keyboard. */
export function scrollRegion(label: string, content: Content): Markup {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${content}</div>`;
}
