import type { Problem } from '../api/problem.ts'
import { type FieldOptions, fieldProblems } from '../flux/object-fields.ts'
import type { Version } from '../flux/version.ts'
import { type FieldPath, formatFieldPath } from '../krm/field-path.ts'
import { isMap, type PlainMap } from '../krm/object.ts'

/** Fields of `Kustomization.spec` that follow from the rest of a Tenant. */
const ownFields: Readonly<Record<string, string>> = {
  sourceRef: 'the sync takes the source that `spec.git` makes',
  serviceAccountName: 'the sync runs as `spec.serviceAccount`',
}

/** What is set where a Tenant sets nothing, so that it is not missed; the values do not count. */
const filled = {
  git: { url: 'https://example.org', interval: '5m0s' },
  kustomization: {
    interval: '10m0s',
    prune: true,
    sourceRef: { kind: 'GitRepository', name: 'tenant' },
  },
} as const

/** What a Flux release would refuse of `git` and `kustomization` in the `spec` of a Tenant, or in a part of one; of the URL the schema speaks. */
export function fluxFieldProblems(
  spec: PlainMap,
  flux: Version,
  options: Required<FieldOptions>,
): readonly Problem[] {
  const { git, kustomization } = spec
  const [gitPath, path] = [
    [...options.at, 'git'],
    [...options.at, 'kustomization'],
  ]
  return [
    ...(isMap(git)
      ? fieldProblems(
          'GitRepository',
          flux,
          { ...filled.git, ...git, url: filled.git.url },
          { ...options, at: gitPath },
        )
      : []),
    ...(isMap(kustomization)
      ? [
          ...ownFieldProblems(kustomization, path),
          ...fieldProblems(
            'Kustomization',
            flux,
            { ...filled.kustomization, ...withoutOwn(kustomization) },
            { ...options, at: path },
          ),
        ]
      : []),
  ]
}

function ownFieldProblems(kustomization: PlainMap, path: FieldPath): readonly Problem[] {
  return Object.entries(ownFields)
    .filter(([name]) => Object.hasOwn(kustomization, name) && kustomization[name] !== null)
    .map(([name, reason]) => {
      const at = [...path, name]
      return { path: at, message: `\`${formatFieldPath(at)}\` must not be set: ${reason}.` }
    })
}

function withoutOwn(kustomization: PlainMap): PlainMap {
  return Object.fromEntries(
    Object.entries(kustomization).filter(([name]) => !Object.hasOwn(ownFields, name)),
  )
}
