import { controllerNames } from './controllers.ts'
import { flags } from './flags.ts'
import { absentFlags, tenancyFlagOn, tenancyFlags } from './tenancy-flags.ts'

test('what is told of a flag is told of flags that its controllers have', () => {
  for (const { name, controllers, what, why, source } of tenancyFlags) {
    const ranges = flags.get(name)?.ranges ?? {}
    expect([name, Object.keys(ranges).length > 0]).toEqual([name, true])
    for (const controller of controllers) expect(ranges[controller]).toBeDefined()
    for (const sentence of [what, why]) expect(sentence).toMatch(/^[A-Z][^\n]*\.$/)
    expect(source).toMatch(/^fluxcd\/\S+ \S+/)
  }
})

test('no controller finds two texts for one flag', () => {
  for (const controller of controllerNames) {
    for (const name of flags.keys()) {
      const texts = tenancyFlags.filter(
        (flag) =>
          flag.name === name &&
          (flag.controllers.length === 0 || flag.controllers.includes(controller)),
      )
      expect(texts.length).toBeLessThanOrEqual(1)
      expect(tenancyFlagOn(controller, name)).toBe(texts[0])
    }
  }
})

test('the default account means another thing where it is for workload identity', () => {
  const impersonation = tenancyFlagOn('helm-controller', 'default-service-account')
  const identity = tenancyFlagOn('source-controller', 'default-service-account')
  expect(impersonation?.what).toContain('impersonated')
  expect(identity?.what).toContain('workload identity')
})

test('the insecure flags', () => {
  expect(tenancyFlags.filter((flag) => flag.isInsecure).map((flag) => flag.name)).toEqual([
    'insecure-kubeconfig-exec',
    'insecure-kubeconfig-tls',
  ])
})

test('flags that exist nowhere are not in the table of flags', () => {
  for (const { name } of absentFlags) expect(flags.has(name)).toBe(false)
})
