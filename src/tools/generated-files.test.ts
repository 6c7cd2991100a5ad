import { readFileSync } from 'node:fs'
import { generatedFiles } from './generated-files.ts'

describe('generated files are what the tables and the schema give', () => {
  test.each([...generatedFiles()])('%s', (path, text) => {
    expect(readFileSync(path, 'utf8')).toBe(text)
  })
})
