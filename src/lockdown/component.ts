import type { ControllerName } from '../flux/controllers.ts'
import { printObject } from '../yaml/print.ts'
import { type SettingId, settings } from './settings.ts'

/** The folder of the Component, beside the kustomization that lists it. */
export const componentFolder = 'flux-tenancy'

const header = `# Written by \`flux-tenancy render\`, which writes it anew: change nothing here.
# It patches what \`flux bootstrap\` generates, and stays when that is generated again.
`

/** True for a file that holds our Component, whatever its version wrote. */
export function isComponentText(text: string): boolean {
  return /^\ufeff?# Written by `flux-tenancy render`/.test(text)
}

/** A flag that the Component sets on some controllers. */
export interface ComponentFlag {
  readonly setting: SettingId
  readonly value: string
  readonly controllers: readonly ControllerName[]
  /** Of the Deployments, as their file has it; absent where that names none. */
  readonly namespace?: string
}

/** An object in a generated file that gets an account. */
export interface ComponentAccount {
  readonly group: string
  readonly kind: string
  readonly name: string
  /** As the file has it; absent where that names none. */
  readonly namespace?: string
  readonly account: string
}

/**
 * The text of the Component. Its Deployment patches select by name in the namespace of the install, so that controllers which are not there are passed over, and those that
 * a `nameSuffix` renamed are reached. Each begins with a test that fails the build where another container stands first.
 */
export function componentText(
  flags: readonly ComponentFlag[],
  accounts: readonly ComponentAccount[],
): string {
  const component = {
    apiVersion: 'kustomize.config.k8s.io/v1alpha1',
    kind: 'Component',
    patches: [...flagPatches(flags), ...accounts.map(accountPatch)],
  }
  return `${header}${printObject(component, { indent: 0, style: 'block' })}\n`
}

function flagPatches(flags: readonly ComponentFlag[]): readonly object[] {
  const order = settings.map(({ id }) => id)
  return [...flags]
    .filter(({ controllers }) => controllers.length > 0)
    .sort((one, other) => order.indexOf(one.setting) - order.indexOf(other.setting))
    .map(({ setting, value, controllers, namespace }) => ({
      target: { group: 'apps', kind: 'Deployment', name: anyOf(controllers), namespace },
      patch: operations([
        { op: 'test', path: '/spec/template/spec/containers/0/name', value: 'manager' },
        {
          op: 'add',
          path: '/spec/template/spec/containers/0/args/-',
          value: `--${setting}=${value}`,
        },
      ]),
    }))
}

function accountPatch({ group, kind, name, namespace, account }: ComponentAccount): object {
  return {
    target: { group, kind, name: name.replaceAll('.', '\\.'), namespace },
    patch: operations([{ op: 'add', path: '/spec/serviceAccountName', value: account }]),
  }
}

/** kustomize anchors an expression at both ends, which a group keeps together. */
function anyOf(names: readonly string[]): string {
  return names.length === 1 ? String(names[0]) : `(${names.join('|')})`
}

function operations(list: readonly object[]): string {
  return `${printObject(list, { indent: 0, style: 'block' })}\n`
}
