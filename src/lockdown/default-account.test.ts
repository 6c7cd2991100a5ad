import { deployment } from './arbitrary.ts'
import { planLockdown } from './plan.ts'

function impossible(
  account: string,
  flux: { readonly defaultServiceAccount?: string } = {},
  securityProfile: 'multi-tenant' | 'single-tenant' = 'multi-tenant',
) {
  const args = ['--log-level=info', `--default-service-account=${account}`]
  const { findings } = planLockdown([deployment('helm-controller', { args })], {
    securityProfile,
    flux,
  })
  return findings.filter(({ rule }) => rule === 'impossible-account')
}

test.each(['Not_A Name', '"flux"', ' flux', 'flux ', 'flux-', 'a..b', 'a/b', 'a'.repeat(254)])(
  'no ServiceAccount can be called "%s", and it is kept',
  (account) => {
    expect(impossible(account)).toHaveLength(1)
  },
)

test.each(['flux', 'a.b-c', '1', 'a'.repeat(253), '', '$(ACCOUNT)'])(
  '"%s" is no matter',
  (account) => {
    expect(impossible(account)).toEqual([])
  },
)

test('no matter where it does not stay', () => {
  expect(impossible('A', { defaultServiceAccount: 'flux' })).toEqual([])
  expect(impossible('A', {}, 'single-tenant')).toEqual([])
})

test('says what it must be and where it is', () => {
  expect(impossible('"flux"')).toMatchObject([
    {
      message:
        '`--default-service-account` must be the name of a ServiceAccount, and ""flux"" cannot be one: lowercase letters, digits, `-` and `.`, with a letter or digit at both ends.',
      field: { currentValue: '--default-service-account="flux"' },
    },
  ])
})
