import { safeText } from '../core/safe-text.ts';

/**
 * A text as contents or quoted attribute of an XML 1.0 document. XML 1.0 forbids most control characters even escaped, lone halves of
 * characters, and U+FFFE and U+FFFF: they become U+FFFD, as do other characters that could steer a terminal or an editor. Line feeds stay.
 */
export function xmlText(text: string): string {
  const lines = text.split('\n').map(safeText).join('\n');
  return lines.replaceAll(/[\ufffe\uffff]/g, '\ufffd').replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
