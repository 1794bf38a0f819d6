/** The colours and typefaces of everything that is drawn, as custom properties. */
const light = `  --paper: #fbfbfa; --card: #ffffff; --ink: #1c2024; --soft: #5a626b; --line: #e2e4e7; --faint: #f2f3f4;
  --pass: #17713f; --fail: #b8202b; --inconclusive: #805a00; --error: #7136ad;
  --cm: #2c6bb3; --network: #9aa3ad; --miniport: #bd6a12; --ndis: #6f55ab; --unsplit: #e2e4e7;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
`;
const dark = `    --paper: #131619; --card: #1a1e22; --ink: #e7eaed; --soft: #a3acb5; --line: #30363c; --faint: #22272c;
    --pass: #56c98d; --fail: #ff8078; --inconclusive: #e2b64a; --error: #c8a2ff;
    --cm: #6aa7ea; --network: #78828d; --miniport: #e79a49; --ndis: #ab92e2; --unsplit: #3a4148;
`;

/** The palette of a page, light and dark; on paper it is light. */
export const palette = `:root {
  color-scheme: light dark;
${light}}
@media screen and (prefers-color-scheme: dark) {
  :root {
${dark}  }
}
`;

const lightValues = valuesOf(light);
const darkValues = new Map([...lightValues, ...valuesOf(dark)]);

/** Rules with the values of the palette written out, light and dark: for a drawing that is shown by programs without custom properties. */
export function writtenOut(rules: string): string {
  const fill = (values: ReadonlyMap<string, string>): string =>
    rules.replaceAll(/var\(--([a-z]+)\)/g, (_, name: string) => values.get(name) ?? 'none');
  return `${fill(lightValues)}@media screen and (prefers-color-scheme: dark) {\n${fill(darkValues)}}\n`;
}

function valuesOf(properties: string): Map<string, string> {
  return new Map([...properties.matchAll(/--([a-z]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}
