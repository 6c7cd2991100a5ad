import { decodeUtf8 } from './utf8.ts'

const bytes = (...values: number[]) => Uint8Array.from(values)

test.each([
  ['', bytes()],
  ['é☃😀', new TextEncoder().encode('é☃😀')],
  ['\ufeffa', bytes(0xef, 0xbb, 0xbf, 0x61)],
])('%j is read as it stands', (text, input) => {
  expect(decodeUtf8(input, 'input')).toBe(text)
})

test.each([
  [
    'a Latin-1 byte',
    bytes(0x61, 0x0a, 0x62, 0xe9, 0x0a, 0x63),
    'The input must be UTF-8, and line 2 is not.',
  ],
  [
    'a sequence cut at the end',
    bytes(0x61, 0xe2, 0x98),
    'The input must be UTF-8, and line 1 is not.',
  ],
  [
    'a sequence cut by a line end',
    bytes(0x0a, 0x0a, 0xe2, 0x98, 0x0a),
    'The input must be UTF-8, and line 3 is not.',
  ],
  ['an overlong slash', bytes(0xc0, 0xaf), 'The input must be UTF-8, and line 1 is not.'],
  ['a lone surrogate', bytes(0xed, 0xa0, 0x80), 'The input must be UTF-8, and line 1 is not.'],
  [
    'UTF-16, little end first',
    bytes(0xff, 0xfe, 0x61, 0),
    'The input must be UTF-8, and its byte order mark says UTF-16.',
  ],
  [
    'UTF-16, big end first',
    bytes(0xfe, 0xff, 0, 0x61),
    'The input must be UTF-8, and its byte order mark says UTF-16.',
  ],
  [
    'UTF-32, little end first',
    bytes(0xff, 0xfe, 0, 0),
    'The input must be UTF-8, and its byte order mark says UTF-32.',
  ],
  [
    'UTF-32, big end first',
    bytes(0, 0, 0xfe, 0xff),
    'The input must be UTF-8, and its byte order mark says UTF-32.',
  ],
])('%s is refused', (_, input, sentence) => {
  expect(() => decodeUtf8(input, 'input')).toThrow(new Error(sentence))
})
