import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node, type YAMLError } from 'yaml';
import { Fault, type WrittenPlace } from '../core/fault.ts';
import { codeFrame } from './code-frame.ts';

/** How often aliases may repeat what they stand for. */
const aliasLimit = 50;

/** Where in a value: keys and indices from the root. */
export type ValuePath = readonly PropertyKey[];

/** A parsed file that still knows where each of its values was written. */
export class YamlFile {
  /** The contents as plain values; `null` for an empty file. */
  readonly value: unknown;
  private readonly shown: string;
  private readonly text: string;
  private readonly document: Document.Parsed;
  private readonly lines: LineCounter;

  constructor(shown: string, text: string, document: Document.Parsed, lines: LineCounter, value: unknown) {
    this.shown = shown;
    this.text = text;
    this.document = document;
    this.lines = lines;
    this.value = value;
  }

  /** A Fault at the value that `path` leads to or, where that is missing, at the nearest value around it. */
  fault(code: string, message: string, path: ValuePath, next: string): Fault {
    return this.faultAt(code, message, this.valueOffset(path), next);
  }

  /** As {@link fault}, at the key itself. */
  keyFault(code: string, message: string, path: ValuePath, key: string, next: string): Fault {
    const map = this.nodeAt(path);
    const pair = isMap(map) ? map.items.find((item) => keyText(item.key) === key) : undefined;
    return this.faultAt(code, message, startOf(pair?.key) ?? this.valueOffset(path), next);
  }

  /** The line of the value that `path` leads to, from 1. */
  lineOf(path: ValuePath): number {
    return Math.max(1, this.lines.linePos(this.valueOffset(path)).line);
  }

  faultAt(code: string, message: string, offset: number, next: string): Fault {
    return new Fault(code, message, { ...this.placeAt(offset), next });
  }

  /** Where the value stands that `path` leads to, for what is found wrong only later. */
  placeOf(path: ValuePath): WrittenPlace {
    return this.placeAt(this.valueOffset(path));
  }

  private placeAt(offset: number): WrittenPlace {
    const { line, col } = this.lines.linePos(offset);
    const place = { file: this.shown, line: Math.max(1, line), column: Math.max(1, col) };
    return { place, excerpt: codeFrame(this.text, place.line, place.column) };
  }

  private valueOffset(path: ValuePath): number {
    for (let length = path.length; length >= 0; length--) {
      const offset = startOf(this.nodeAt(path.slice(0, length)));
      if (offset !== undefined) return offset;
    }
    return 0;
  }

  private nodeAt(path: ValuePath): unknown {
    let node: unknown = this.document.contents;
    for (const step of path) {
      const target = isAlias(node) ? node.resolve(this.document) : node;
      if (isMap(target)) node = target.items.find((item) => keyText(item.key) === String(step))?.value;
      else if (isSeq(target)) node = target.items[Number(step)];
      else return undefined;
    }
    return node;
  }
}

/** Parses a text, or says everything that is wrong with its syntax. */
export function parseYaml(shown: string, text: string): { readonly file: YamlFile } | { readonly faults: readonly Fault[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const unplaced = new YamlFile(shown, text, document, lines, undefined);
  const broken = [...document.errors, ...document.warnings];
  if (broken.length > 0) return { faults: broken.map((error) => syntaxFault(unplaced, error)) };
  try {
    return { file: new YamlFile(shown, text, document, lines, document.toJS({ maxAliasCount: aliasLimit })) };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const next = `At most ${aliasLimit} repetitions by alias are allowed. Write the values out.`;
    return { faults: [unplaced.faultAt('too-many-aliases', 'aliases repeat too much', 0, next)] };
  }
}

function syntaxFault(file: YamlFile, error: YAMLError): Fault {
  const code = error.code === 'DUPLICATE_KEY' ? 'duplicate-key' : 'yaml-syntax';
  const message = syntaxMessages[error.code] ?? lowerFirst(error.message);
  return file.faultAt(code, message, error.pos[0], syntaxHints[error.code] ?? 'See yaml.org for the syntax of YAML 1.2.');
}

/** In place of messages that speak to the caller of the parser. */
const syntaxMessages: Partial<Record<YAMLError['code'], string>> = {
  MULTIPLE_DOCS: 'the file holds a second document',
  RESOURCE_EXHAUSTION: 'brackets and braces are nested too deep',
};

const syntaxHints: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'A key may stand once: keep one of the two.',
  TAB_AS_INDENT: 'Indent with spaces; YAML takes no tabs there.',
  BAD_INDENT: 'Give the lines of one group the same indent, of spaces, and close every bracket and brace.',
  BLOCK_AS_IMPLICIT_KEY: 'Is a line indented too far, or a `: ` inside a text? Put such a text in quotes.',
  MULTILINE_IMPLICIT_KEY: 'Is a `:` missing after a key?',
  MISSING_CHAR: 'Close the quote, bracket or brace, or put the `:` after the key.',
  MULTIPLE_DOCS: 'One file holds one document: remove the `---` in the middle.',
  RESOURCE_EXHAUSTION: 'Nest less deeply.',
  TAG_RESOLVE_FAILED: 'Tags (`!name`) mean nothing here: remove it.',
};

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function keyText(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
