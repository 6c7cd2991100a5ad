import { fuzzFinds } from '../../testdata/fuzz-finds.ts'
import { readList } from './read.ts'
import { YamlError } from './yaml-error.ts'

test.each(fuzzFinds)('%s', (_name, text, outcome) => {
  expect(itemsOf(text)).toEqual(outcome)
})

function itemsOf(text: string): readonly unknown[] | string {
  try {
    return readList(text).items.map(({ value }) => value)
  } catch (error) {
    if (error instanceof YamlError) return error.message
    throw error
  }
}
