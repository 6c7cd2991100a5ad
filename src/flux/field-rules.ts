import type { PlainMap } from '../krm/object.ts'

/** A CEL rule of a definition, in our words. */
export interface FieldRule {
  /** Whether a mapping that has the right types keeps to it. */
  readonly holds: (self: PlainMap) => boolean
  /** Which field of the mapping breaks it; undefined: the mapping itself. */
  readonly field?: string
  /** The rest of a sentence that begins with that field. */
  readonly message: string
}

const oneOfTwo = 'must have exactly one of `configMapRef` and `secretRef`'

/** Every rule in `x-kubernetes-validations` of the field table, by its text; a test holds that none is missing. */
export const fieldRules: ReadonlyMap<string, FieldRule> = new Map([
  [
    "!has(self.serviceAccountName) || (has(self.provider) && self.provider == 'azure')",
    accountNeedsProvider(['azure'], 'where `provider` is "azure"'),
  ],
  [
    "!has(self.serviceAccountName) || (has(self.provider) && (self.provider == 'azure' || self.provider == 'aws'))",
    accountNeedsProvider(['azure', 'aws'], 'where `provider` is "azure" or "aws"'),
  ],
  [
    'has(self.configMapRef) || has(self.secretRef)',
    { holds: (self) => has(self, 'configMapRef') || has(self, 'secretRef'), message: oneOfTwo },
  ],
  [
    '!has(self.configMapRef) || !has(self.secretRef)',
    { holds: (self) => !has(self, 'configMapRef') || !has(self, 'secretRef'), message: oneOfTwo },
  ],
])

function accountNeedsProvider(providers: readonly unknown[], where: string): FieldRule {
  return {
    holds: (self) => !has(self, 'serviceAccountName') || providers.includes(self['provider']),
    field: 'serviceAccountName',
    message: `must only be set ${where}`,
  }
}

function has(self: PlainMap, key: string): boolean {
  return Object.hasOwn(self, key) && self[key] !== null
}
