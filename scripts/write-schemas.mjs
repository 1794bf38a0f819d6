/** Writes the JSON Schemas of scenario and device files into docs/. Run after a build: `npm run schemas`. */
import { writeFileSync } from 'node:fs';
import { jsonSchemas } from '../build/src/files/json-schema.js';

for (const [name, text] of Object.entries(jsonSchemas())) writeFileSync(new URL(`../docs/${name}`, import.meta.url), text);
