import { valueAt } from '../krm/field-path.ts'
import { mapAt } from '../krm/object.ts'
import { baseName } from '../kustomize/paths.ts'
import type { Finding } from '../lockdown/finding.ts'
import type { Repository } from './repository.ts'
import type { RepositoryItem } from './repository-item.ts'
import { isNamed, type Scope } from './scope.ts'

/** What says where the installs are that are not among the files. */
export function absentInstallFindings(
  { tree, objectFiles, items }: Repository,
  scope: Scope,
): readonly Finding[] {
  const placeholders = [...objectFiles.values()].filter(
    ({ path, list, items: own }) =>
      isNamed(scope, path) && list && own.length === 0 && baseName(path) === 'gotk-components.yaml',
  )
  const remote = tree.remote.filter(
    ({ kustomization, field, name }) =>
      isNamed(scope, kustomization.path) && field === 'resources' && /flux/i.test(name),
  )
  return [
    ...placeholders.map(
      ({ path }): Finding => ({
        rule: 'placeholder',
        message:
          'The file holds no manifests yet: there is nothing to lock before `flux bootstrap` has written it.',
        place: { path, line: 1 },
      }),
    ),
    ...remote.map(
      ({ kustomization, field, index, name }): Finding => ({
        rule: 'remote-install',
        message: `The manifests of Flux must be in the repository to be locked, and "${name}" is fetched by kustomize.`,
        place: kustomization.placeOf([field, index]),
      }),
    ),
    ...items
      .filter((item) => isNamed(scope, item.path))
      .flatMap((item): readonly Finding[] => {
        const origin = installSource(item)
        if (origin === undefined) return []
        const message = `The manifests of Flux must be in the repository to be locked, and they may come from "${origin}".`
        return [{ rule: 'remote-install', item, message }]
      }),
  ]
}

/** Where an object may take an install of Flux from: the artifacts that Flux publishes, and the chart of its community. */
function installSource(item: RepositoryItem): string | undefined {
  if (item.kind === 'OCIRepository') {
    const url = mapAt(item.object['spec'])['url']
    return typeof url === 'string' && /\/flux-manifests$/.test(url) ? url : undefined
  }
  if (item.kind !== 'HelmRelease') return undefined
  const chart = valueAt(item.object, ['spec', 'chart', 'spec', 'chart'])
  return chart === 'flux2' || chart === 'flux' ? chart : undefined
}
