import { join } from 'node:path'
import { withFluxTenancyOnPath } from './hosts/flux-tenancy.ts'
import { kpt } from './hosts/programs.ts'
import { run } from './hosts/run.ts'
import {
  fnConfig,
  kptfile,
  made,
  objectsIn,
  read,
  tenants,
  withFolder,
  write,
} from './tenants/package-folder.ts'

const withFunction = kptfile('pipeline:\n  mutators:\n  - exec: flux-tenancy\n')

describe('kpt', () => {
  const fn = (folder: string, ...args: readonly string[]) =>
    withFluxTenancyOnPath((env) =>
      run(kpt(), ['fn', ...args, '--truncate-output=false'], { env, cwd: folder }),
    )
  const render = (folder: string) => fn(folder, 'render', '--allow-exec')
  const evaluate = (folder: string, ...args: readonly string[]) =>
    fn(folder, 'eval', '--exec', 'flux-tenancy', ...args)

  test('render writes a file beside the Tenants, once; comments and hand-written places stay', () => {
    withFolder({ Kptfile: withFunction, 'tenants/all.yaml': tenants }, (folder) => {
      expect(render(folder).exitCode).toBe(0)
      const first = read(folder)
      expect(Object.keys(first)).toEqual([
        'Kptfile',
        'tenants/all.yaml',
        'tenants/team-a.rendered.yaml',
        'tenants/team-b.rendered.yaml',
      ])
      const rendered = `${first['tenants/team-a.rendered.yaml']}---\n${first['tenants/team-b.rendered.yaml']}`
      expect(objectsIn(rendered)).toEqual(made)
      expect(first['tenants/all.yaml']).toContain('name: team-a # the first')
      render(folder)
      expect(read(folder)).toEqual(first)
      const path = 'tenants/team-a.rendered.yaml'
      const text = first[path] ?? ''
      write(folder, { [path]: text.replace('prune: true', 'prune: false # by hand') })
      expect(render(folder).stderr).toContain('`spec.prune` must be true')
      expect(read(folder)[path]).toBe(text.replace('prune: true', 'prune: true # by hand'))
    })
  })

  test('a Tenant of a package in a package is rendered beside it', () => {
    const files = {
      Kptfile: withFunction,
      'inner/Kptfile': kptfile(''),
      'inner/tenants.yaml': tenants,
    }
    withFolder(files, (folder) => {
      expect(render(folder).exitCode).toBe(0)
      const first = read(folder)
      expect(Object.keys(first)).toContain('inner/team-a.rendered.yaml')
      expect(Object.values(first).join('')).not.toContain(folder)
      render(folder)
      expect(read(folder)).toEqual(first)
    })
  })

  test('a namespace that a Tenant gives up goes, with its file if nothing is left in it', () => {
    withFolder({ Kptfile: withFunction, 'tenants/all.yaml': tenants }, (folder) => {
      render(folder)
      write(folder, { 'tenants/all.yaml': tenants.replace('  - name: team-b-jobs\n', '') })
      render(folder)
      const { 'tenants/team-b.rendered.yaml': text = '' } = read(folder)
      expect(objectsIn(text)).toEqual([
        'Namespace /team-b',
        'RoleBinding team-b/flux',
        'ServiceAccount team-b/flux',
      ])
      write(folder, {
        'tenants/all.yaml': tenants.slice(0, tenants.indexOf('---')),
        'fn.yaml': fnConfig,
      })
      evaluate(folder, '--fn-config', 'fn.yaml')
      expect(Object.keys(read(folder))).not.toContain('tenants/team-b.rendered.yaml')
    })
  })

  test.each([
    ['--match-kind', 'Tenant', 1],
    ['--match-name', 'team-a', 1],
    ['--match-namespace', 'team-a', 0],
    ['--exclude-kind', 'RoleBinding', 1],
    ['--exclude-kind', 'Tenant', 0],
    ['--exclude-kind', 'ConfigMap', 0],
  ])('eval %s %s loses nothing and makes nothing twice', (option, value, exitCode) => {
    const files = {
      'fn-config.yaml': fnConfig,
      'package/Kptfile': kptfile(''),
      'package/tenants.yaml': tenants,
    }
    withFolder(files, (root) => {
      const folder = join(root, 'package')
      expect(evaluate(folder).exitCode).toBe(0)
      const before = read(folder)
      const config = join(root, 'fn-config.yaml')
      expect(evaluate(folder, '--fn-config', config, option, value).exitCode).toBe(exitCode)
      expect(read(folder)).toEqual(before)
    })
  })
})
