import type { SecurityProfile } from '../api/security-profile.ts'
import { execute } from './execute.ts'

const install = (line: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: notification-controller
  namespace: flux-system
spec:
  template:
    spec:
      containers:
        - name: manager
          ${line}
          image: ghcr.io/fluxcd/notification-controller:v1.9.3
          tty: true
`
const listed = (text: string) =>
  `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n- ${text.trimEnd().replaceAll('\n', '\n  ')}\n`

function set(text: string, securityProfile: SecurityProfile): string {
  const { stdout, exitCode } = execute(text, { defaultKind: 'FluxTenancy', securityProfile })
  expect(exitCode).toBe(0)
  return stdout ?? ''
}
const back = (text: string) => set(set(text, 'multi-tenant'), 'single-tenant')
const withoutResults = (text: string) => text.replace(/^results:\n[\s\S]*/m, '')

test.each([
  ['args: []'],
  ['args: [] # none yet'],
  ['args: [ ]'],
  ['"args": []'],
  ['args: ["--log-level=info"]'],
  ['args: [--log-level=info]'],
  ['args:\n          - --log-level=info'],
  ['stdin: true'],
])('%s comes back to the byte, in a stream and in a list', (line) => {
  const text = install(line)
  expect(set(text, 'multi-tenant')).toContain('--no-cross-namespace-refs=true')
  expect(back(text)).toBe(text)
  expect(withoutResults(back(listed(text)))).toBe(listed(text))
})

// what was there cannot be told from the list with the flag in it
test.each([
  ['args: null', 'args: []'],
  ['args:', 'args: []'],
])('%s comes back as %s', (line, expected) => {
  expect(back(install(line))).toBe(install(expected))
})

test('a list of indented lines was not there, nor one of a mapping in brackets', () => {
  const text = install('args:\n          - --no-cross-namespace-refs=true')
  expect(set(text, 'single-tenant')).toBe(install('x').replace(/ *x\n/, ''))
  const flow = (args: string) =>
    install('x').replace(
      /containers:[\s\S]*/,
      `containers: [{name: manager, image: "ghcr.io/fluxcd/notification-controller:v1.9.3"${args}}]\n`,
    )
  expect(back(flow(''))).toBe(flow(''))
  expect(back(flow(', args: []'))).toBe(flow(''))
})
