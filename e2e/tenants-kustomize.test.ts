import { join } from 'node:path'
import { kustomizeBuild } from './hosts/example-hosts.ts'
import { fluxTenancy } from './hosts/flux-tenancy.ts'
import {
  type Files,
  fnConfig,
  made,
  objectsIn,
  tenants,
  withFolder,
} from './tenants/package-folder.ts'

describe('kustomize transformers', () => {
  const layer = (more: string): Files => ({
    'base/kustomization.yaml': `resources: [tenants.yaml]\ntransformers: [fn-config.yaml]\n${more}`,
    'base/tenants.yaml': tenants,
    'base/fn-config.yaml': fnConfig,
  })
  const build = (files: Files, folder: string) =>
    withFolder(files, (root) => kustomizeBuild(join(root, folder)))

  test('the Tenants vanish from the output, and what they stand for is there', () => {
    const { text, exitCode, stderr } = build(layer(''), 'base')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(objectsIn(text)).toEqual(made)
  })

  test.each([
    ['namePrefix: prod-', 'Tenant/prod-team-a'],
    ['nameSuffix: -x', 'Tenant/team-a-x'],
    ['namespace: prod', 'Tenant/prod/team-a'],
  ])('%s of the same layer is an error with a sentence', (line, tenant) => {
    const { exitCode, stderr, text } = build(layer(`${line}\n`), 'base')
    expect(exitCode).not.toBe(0)
    expect(text).toBe('')
    expect(stderr).toMatch(new RegExp(`^flux-tenancy: error: ${tenant} .*\\[tenant-renamed\\]\n`))
  })

  test.each(['namePrefix: prod-', 'namespace: prod'])(
    '%s of an overlay is an error of whatever reads the output',
    (line) => {
      const files = {
        ...layer(''),
        // kustomize itself refuses to put two accounts of one name into one namespace
        'base/tenants.yaml': tenants.slice(0, tenants.indexOf('---')),
        'over/kustomization.yaml': `resources: [../base]\n${line}\n`,
      }
      const { text, exitCode } = build(files, 'over')
      expect(exitCode).toBe(0)
      const checked = fluxTenancy(['fn'], text)
      expect(checked.exitCode).toBe(1)
      expect(checked.stderr).toContain('rename the Tenant instead')
      expect(checked.stdout).toBe('')
    },
  )

  describe.each([
    ['labels', 'labels:\n- pairs: {stage: prod}\n'],
    ['commonAnnotations', 'commonAnnotations: {stage: prod}\n'],
  ])('%s', (_field, lines) => {
    const over = { 'over/kustomization.yaml': `resources: [../base]\n${lines}` }

    test('of the same layer reach the Tenants, and nothing that is made from them', () => {
      const { text, stderr } = build(layer(lines), 'base')
      expect(stderr).toBe('')
      expect(text).toBe(build(layer(''), 'base').text)
    })

    test('of the same layer are taken off what was made before, with a warning in every build', () => {
      const { text: made } = build(layer(''), 'base')
      const files = {
        ...layer(lines),
        'base/kustomization.yaml': `resources: [tenants.yaml, made.yaml]\ntransformers: [fn-config.yaml]\n${lines}`,
        'base/made.yaml': made,
      }
      const { text, stderr } = build(files, 'base')
      expect(text).toBe(made)
      expect(
        stderr.match(/stage` must not be set, .* "prod"\. \[tenant-object-differs\]/g),
      ).toHaveLength(objectsIn(made).length)
    })

    test('of an overlay stay, until the output is read with its Tenants', () => {
      const { text, stderr } = build({ ...layer(''), ...over }, 'over')
      expect(stderr).toBe('')
      expect(text.match(/stage: prod/g)).toHaveLength(objectsIn(text).length)
      expect(fluxTenancy(['fn'], text).stdout).toBe(text)
      const { stdout } = fluxTenancy(['fn'], `${tenants}---\n${text}`)
      expect(objectsIn(stdout)).toHaveLength(objectsIn(text).length + 2)
      expect(stdout).not.toContain('stage')
    })
  })

  test('a pipe behind kustomize has no Tenants, which is no reason to remove what they stand for', () => {
    const { text } = build(layer(''), 'base')
    withFolder({ 'fn-config.yaml': fnConfig }, (folder) => {
      const other = '---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: other\n'
      const args = ['fn', '--config', join(folder, 'fn-config.yaml')]
      const { exitCode, stdout, stderr } = fluxTenancy(args, text + other)
      expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
      expect(stderr).toContain('[prune-without-tenants]')
    })
  })

  test('the last output, piped in, is kept as it is', () => {
    const { text } = build(layer(''), 'base')
    const { stdout, stderr } = fluxTenancy(['fn'], text)
    expect(stdout).toBe(text)
    expect(stderr).toContain('No Tenant is in the input')
  })

  test('as a validator, a check passes what was made and fails what is not', () => {
    const check = fnConfig
      .replace('FluxTenancy', 'TenancyCheck')
      .replace('prune: true', 'securityProfile: multi-tenant')
    const { text } = build(layer(''), 'base')
    const files = {
      'kustomization.yaml': 'resources: [tenants.yaml, made.yaml]\nvalidators: [check.yaml]\n',
      'tenants.yaml': tenants.replaceAll(
        'spec:',
        '  annotations: {config.kubernetes.io/local-config: "true"}\nspec:',
      ),
      'made.yaml': text,
      'check.yaml': check,
    }
    expect(build(files, '.')).toMatchObject({ exitCode: 0, stderr: '' })
    const changed = { ...files, 'made.yaml': text.replace('cluster-admin', 'admin') }
    const failed = build(changed, '.')
    expect(failed.exitCode).not.toBe(0)
    expect(failed.stderr).toContain('[tenant-object-differs]')
  })
})

test('a pipe: the same objects, and the same bytes from a second run', () => {
  const { stdout, exitCode } = fluxTenancy(['fn'], tenants)
  expect(exitCode).toBe(0)
  expect(objectsIn(stdout)).toEqual([...made, 'Tenant /team-a', 'Tenant /team-b'])
  expect(fluxTenancy(['fn'], stdout).stdout).toBe(stdout)
})
