import { readKustomizationFile } from '../kustomize/kustomization-file.ts'
import { componentLine, withComponentLine, withoutComponentLine } from './component-line.ts'

const read = (text: string) => readKustomizationFile('k/kustomization.yaml', text)

test.each([
  ['no such key', 'resources:\n- a.yaml\n', 'resources:\n- a.yaml\ncomponents:\n- flux-tenancy\n'],
  [
    'an empty list',
    'components: [] # none\nresources:\n  - a.yaml\n',
    'components: [flux-tenancy] # none\nresources:\n  - a.yaml\n',
  ],
  [
    'other components',
    'components:\n  # ours\n  - ../x # first\nresources: [a.yaml]\n',
    'components:\n  # ours\n  - ../x # first\n  - flux-tenancy\nresources: [a.yaml]\n',
  ],
  [
    'flow style',
    'resources: [a.yaml]\ncomponents: ["x"]',
    'resources: [a.yaml]\ncomponents: ["x", "flux-tenancy"]',
  ],
  [
    'CRLF and a last `...`',
    'resources:\r\n- a.yaml # x\r\n...\r\n',
    'resources:\r\n- a.yaml # x\r\ncomponents:\r\n- flux-tenancy\r\n...\r\n',
  ],
  [
    '`---` at both ends',
    '---\nresources:\n- a.yaml\n---\n',
    '---\nresources:\n- a.yaml\ncomponents:\n- flux-tenancy\n---\n',
  ],
  [
    'a BOM and no final line end',
    '\ufeffresources:\n- a.yaml',
    '\ufeffresources:\n- a.yaml\ncomponents:\n- flux-tenancy',
  ],
  ['JSON', '{"resources":["a.yaml"]}', '{"resources":["a.yaml"],"components":["flux-tenancy"]}'],
  [
    'names in another case',
    'Resources:\n- a\nCOMPONENTS:\n- x\n# end\n',
    'Resources:\n- a\nCOMPONENTS:\n- x\n- flux-tenancy\n# end\n',
  ],
])('the line comes into and goes out of a kustomization with %s', (_name, before, after) => {
  expect(withComponentLine(read(before))).toBe(after)
  expect(withComponentLine(read(after))).toBe(after)
  expect(componentLine(read(after))).toEqual({ isListed: true, isMisplaced: false })
  expect(withoutComponentLine(read(after))).toBe(before)
  expect(withoutComponentLine(read(before))).toBe(before)
})

test('a line under `resources` moves', () => {
  const text = 'resources:\n- a.yaml\n- ./flux-tenancy/\n'
  expect(componentLine(read(text))).toEqual({ isListed: false, isMisplaced: true })
  expect(withComponentLine(read(text))).toBe('resources:\n- a.yaml\ncomponents:\n- flux-tenancy\n')
  expect(withoutComponentLine(read(text))).toBe('resources:\n- a.yaml\n')
})
