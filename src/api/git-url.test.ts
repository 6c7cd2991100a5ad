import fc from 'fast-check'
import { gitUrlProblem } from './git-url.ts'

test.each([
  'ssh://git@github.com/org/tenant1',
  'ssh://git@github.com:22/org/tenant1.git',
  'ssh://github.com/org/tenant1',
  'ssh://git@[::1]:22/org/tenant1',
  'https://github.com/org/tenant1.git',
  'https://dev.azure.com/org/project/_git/a%20b?version=1',
  'https://example.org/@scope/tenant1',
  'http://git.internal:3000/org/tenant1',
])('%s is taken', (url) => {
  expect(gitUrlProblem(url)).toBeUndefined()
})

const schemes = 'must be a URL that begins with "ssh://", "https://" or "http://"'

test.each([
  ['git@github.com:org/tenant1.git', `${schemes}: write "ssh://git@github.com/org/tenant1.git".`],
  ['github.com:org/tenant1', `${schemes}: write "ssh://git@github.com/org/tenant1".`],
  ['deploy@example.org:/srv/a', `${schemes}: write "ssh://deploy@example.org/srv/a".`],
  ['git@[::1]:a', `${schemes}: write "ssh://git@[::1]/a".`],
  ['git://github.com/org/a', `${schemes}.`],
  ['SSH://git@github.com/org/a', `${schemes}.`],
  ['file:///srv/a', `${schemes}.`],
  ['./tenant1', `${schemes}.`],
  ['', `${schemes}.`],
  [
    'ssh://git@github.com:org/tenant1',
    'must be a URL with a host and, if any, a port in digits: write "ssh://git@github.com/org/tenant1".',
  ],
  ['https://', 'must be a URL with a host and, if any, a port in digits.'],
  ['ssh:///org/a', 'must be a URL with a host and, if any, a port in digits.'],
  ['https://a b.org/x', 'must be a URL without spaces, control characters and backslashes.'],
  ['https://a.org/x\n', 'must be a URL without spaces, control characters and backslashes.'],
  ['https://a.org\\@b.org/', 'must be a URL without spaces, control characters and backslashes.'],
])('%j is refused', (url, sentence) => {
  expect(gitUrlProblem(url)).toBe(sentence)
})

test.each([
  'https://user:hunter2@github.com/org/a',
  'https://ghp_hunter2@github.com/org/a',
  'http://:hunter2@github.com/org/a',
  'https://a@hunter2@github.com/org/a',
  'ssh://git:hunter2@github.com/org/a',
  'user:hunter2@github.com:org/a',
  'git:hunter2@github.com',
])('%s is refused, and the sentence does not tell the secret', (url) => {
  expect(gitUrlProblem(url)).toMatch(/^must (not hold credentials|be a URL that begins)/)
  expect(gitUrlProblem(url)).not.toContain('hunter2')
})

test('what is proposed for any scp form is taken, or refused for another reason', () => {
  const path = fc.stringMatching(/^[a-z0-9/._-]{1,20}$/)
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z][a-z0-9.]{0,9}$/), path, (host, rest) => {
      const proposed = /write "(.*)"\.$/.exec(gitUrlProblem(`git@${host}:${rest}`) ?? '')?.[1]
      if (rest.startsWith('//')) return
      expect(proposed).toBeDefined()
      expect(gitUrlProblem(proposed ?? '')).toBeUndefined()
    }),
  )
})

test.each(['https:///x', 'https:////x', 'ssh:///x', 'https://?x'])('%s has no host', (url) => {
  expect(gitUrlProblem(url)).toMatch(/^must be a URL with a host/)
})

test.each(['https://h/%zz', 'https://h/x%', 'https://h/%4'])('%s has a broken escape', (url) => {
  expect(gitUrlProblem(url)).toContain('two hexadecimal digits')
})

test.each(['https:/h/x', 'http:h/x', 'ssh:h', 'oci:x'])('%s is no scp form', (url) => {
  expect(gitUrlProblem(url)).not.toContain('write')
})
