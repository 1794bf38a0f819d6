/**
 * A text from a device, a trace or a file as it may reach a terminal: whatever could steer one (control characters, directional
 * marks), and halves of characters, becomes U+FFFD.
 */
export function safeText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\ufffd');
}
