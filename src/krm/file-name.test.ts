import { foldedPath, pathProblem } from './file-name.ts'

test.each([
  'a.yaml',
  'a/b/c.yaml',
  '.a/b.yml',
  'a b/c d.yaml',
  'é/ü.yaml',
  'console/nullable.yaml',
  '.github/.gitignore',
  'a..b/..c/...d.yaml',
])('"%s" is a file of a package', (path) => {
  expect(pathProblem(path)).toBeUndefined()
})

test.each<[string, string]>([
  ['../x.yaml', '".."'],
  ['a/../../x.yaml', '".."'],
  ['a/../x.yaml', '".."'],
  ['a/..', '".."'],
  ['/etc/x.yaml', 'absolute'],
  ['//host/x.yaml', 'absolute'],
  ['..\\x.yaml', 'backslash'],
  ['a\\b.yaml', 'backslash'],
  ['C:/x.yaml', 'colon'],
  ['c:x.yaml', 'colon'],
  ['a/x.yaml:stream', 'colon'],
  ['', 'without a name'],
  ['.', 'without a name'],
  ['./x.yaml', 'without a name'],
  ['a//x.yaml', 'without a name'],
  ['a/', 'without a name'],
  ['a./x.yaml', 'dot or a space'],
  ['.. /x.yaml', 'dot or a space'],
  ['...', 'dot or a space'],
  ['a/x.yaml ', 'dot or a space'],
  ['CON/x.yaml', 'device'],
  ['a/nul.yaml', 'device'],
  ['com1', 'device'],
  ['a/CON .txt', 'device'],
  ['a/x?.yaml', 'Windows'],
  ['a\u3164b.yaml', 'cannot be seen'],
  ['a\u00a0b.yaml', 'cannot be seen'],
  ['.git/hooks/x', 'Git'],
  ['a/.GIT/x.yaml', 'Git'],
  ['GIT~1/x.yaml', 'Git'],
  ['a\0b.yaml', 'cannot be seen'],
  ['a\nb.yaml', 'cannot be seen'],
  ['a\u2028b.yaml', 'cannot be seen'],
  ['.g\u200cit/x.yaml', 'cannot be seen'],
  ['a\u202eb.yaml', 'cannot be seen'],
  ['a\ud800b.yaml', 'cannot be seen'],
])('%j is refused', (path, why) => {
  expect(pathProblem(path)).toContain(why)
})

test.each([
  ['a/Team.yaml', 'A/team.YAML'],
  ['\u00e9.yaml', 'e\u0301.yaml'],
  ['\u00c9.yaml', 'e\u0301.yaml'],
  ['straße', 'STRASSE'],
])('"%s" and "%s" may be one file', (one, other) => {
  expect(foldedPath(one)).toBe(foldedPath(other))
})

test('other names are other files', () => {
  expect(foldedPath('a/b.yaml')).not.toBe(foldedPath('a/c.yaml'))
  expect(foldedPath('e.yaml')).not.toBe(foldedPath('é.yaml'))
})
