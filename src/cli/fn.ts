import type { FunctionKind } from '../functions/registry.ts'
import { type ExecuteOptions, execute } from '../run/execute.ts'
import type { Outcome } from '../run/outcome.ts'
import type { ConfigFile } from '../run/read-input.ts'
import type { Inputs } from './inputs.ts'
import type { Configured } from './parsed-command.ts'

/** `flux-tenancy fn`: stdin through a function. */
export async function fn(
  command: Configured,
  inputs: Inputs,
  defaultKind: FunctionKind,
): Promise<Outcome> {
  const options: ExecuteOptions = { ...given(command, inputs), defaultKind }
  return execute(await inputs.readStdin(), options)
}

/** What `--config` and `--security-profile` say. The file is read first: a mistyped path must not wait for stdin. */
export function given(
  { config, securityProfile }: Configured,
  inputs: Inputs,
): Pick<ExecuteOptions, 'config' | 'securityProfile'> {
  return {
    ...(config !== undefined && { config: configFile(config, inputs) }),
    ...(securityProfile !== undefined && { securityProfile }),
  }
}

function configFile(path: string, inputs: Inputs): ConfigFile {
  return { name: path, text: inputs.readTextFile(path) }
}
