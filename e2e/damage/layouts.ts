import { dump } from 'js-yaml'

/** A way to write objects as text. */
export interface Layout {
  readonly name: string
  print(objects: readonly unknown[]): string
}

const plain = { lineWidth: -1, noRefs: true } as const

function stream(objects: readonly unknown[], print: (object: unknown) => string): string {
  return objects.map((object) => `---\n${print(object)}`).join('')
}

function compact(object: unknown): string {
  return dump(object, { ...plain, noArrayIndent: true })
}

function commented(text: string): string {
  return text.replace(/^(?!---)(.+)$/gm, (line, _, offset) => `# above ${offset}\n${line} # beside`)
}

export const layouts: readonly Layout[] = [
  { name: 'block', print: (objects) => stream(objects, compact) },
  { name: 'wide lists', print: (objects) => stream(objects, (object) => dump(object, plain)) },
  {
    name: 'four columns',
    print: (objects) => stream(objects, (object) => dump(object, { ...plain, indent: 4 })),
  },
  { name: 'CRLF', print: (objects) => stream(objects, compact).replaceAll('\n', '\r\n') },
  { name: 'comments on every line', print: (objects) => commented(stream(objects, compact)) },
  {
    name: 'comments and CRLF',
    print: (objects) => commented(stream(objects, compact)).replaceAll('\n', '\r\n'),
  },
  {
    name: 'flow containers',
    print: (objects) => stream(objects, (object) => dump(object, { ...plain, flowLevel: 5 })),
  },
  {
    name: 'flow arguments',
    print: (objects) => stream(objects, (object) => dump(object, { ...plain, flowLevel: 7 })),
  },
  {
    name: 'flow',
    print: (objects) => stream(objects, (object) => dump(object, { ...plain, flowLevel: 0 })),
  },
  {
    name: 'JSON, a line',
    print: (objects) => stream(objects, (object) => `${JSON.stringify(object)}\n`),
  },
  {
    name: 'JSON, indented',
    print: (objects) => stream(objects, (object) => `${JSON.stringify(object, null, 2)}\n`),
  },
  {
    name: 'JSON List',
    print: (items) => `${JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, null, 2)}\n`,
  },
  { name: 'List', print: (items) => compact({ apiVersion: 'v1', kind: 'List', items }) },
  { name: 'no final newline', print: (objects) => stream(objects, compact).trimEnd() },
]
