import type { Rule } from '../krm/rule.ts'

const generatorSource = 'fluxcd/pkg kustomize/kustomize_generator.go'
const orderSource = 'kubernetes-sigs/kustomize api/internal/target/kusttarget.go'
const here = 'flux-tenancy'

/** The rules that only a repository can break: what files, kustomizations and other clusters have to do with the lock. */
export const repositoryRules = {
  'component-missing': {
    severity: 'silent',
    class: 'drift',
    what: 'The Component that locks manifests which Flux generates is not there.',
    reason: 'Flags in generated files are gone with the next `flux bootstrap`.',
    remedy: 'Run `flux-tenancy render`.',
    source: here,
  },
  'component-differs': {
    severity: 'silent',
    class: 'drift',
    what: 'The Component is not what this version and configuration would write.',
    reason:
      'A newer Flux has flags that the old text does not set, or somebody changed the file by hand.',
    remedy: 'Run `flux-tenancy render`.',
    source: here,
  },
  'component-unlisted': {
    severity: 'silent',
    class: 'drift',
    what: 'The kustomization does not list the Component under `components`.',
    reason:
      'Without the line nothing is locked; under `resources`, where a new `flux bootstrap` puts it, the build fails.',
    remedy: 'Run `flux-tenancy render`.',
    source: generatorSource,
  },
  'component-left': {
    severity: 'silent',
    class: 'drift',
    what: 'The Component of multi-tenant, or the line that lists it, is still there.',
    reason: 'single-tenant takes it away.',
    remedy: 'Run `flux-tenancy render --security-profile single-tenant`.',
    source: here,
  },
  'component-foreign': {
    severity: 'error',
    class: 'unsure',
    what: 'The folder of the Component holds something that flux-tenancy did not write.',
    reason: 'It would be overwritten.',
    remedy: 'Move it to a folder of another name.',
    source: here,
  },
  'kustomization-missing': {
    severity: 'info',
    class: 'drift',
    what: 'The folder of the generated manifests has no kustomization file.',
    reason: 'Only a kustomization can list the Component; `flux bootstrap` writes the same one.',
    remedy: 'Run `flux-tenancy render`.',
    source: 'fluxcd/flux2 pkg/manifestgen/kustomization/kustomization.go',
  },
  'account-left': {
    severity: 'silent',
    class: 'drift',
    what: 'A ServiceAccount that multi-tenant gave is still there.',
    reason: 'single-tenant takes it away.',
    remedy: 'Run `flux-tenancy render --security-profile single-tenant`.',
    source: here,
  },
  'patch-overrides': {
    severity: 'error',
    class: 'overridden',
    what: 'A patch that runs later undoes a flag of the profile or an account, or changes an object that was made from a Tenant.',
    reason: 'The last patch wins, and patches that people wrote are not edited.',
    remedy:
      'Remove the flag from the patch; what is wanted on an object of a Tenant goes into the Tenant.',
    source: orderSource,
  },
  'patch-locks': {
    severity: 'error',
    class: 'overridden',
    what: 'A patch that a person wrote still sets a flag of multi-tenant.',
    reason: 'Patches that people wrote are not edited.',
    remedy: 'Remove the flag from the patch.',
    source: orderSource,
  },
  'patch-unclear': {
    severity: 'warning',
    class: 'unsure',
    what: 'Something may change the arguments or the image of a controller, an account, or an object that was made from a Tenant, and is not evaluated.',
    reason:
      'Only plain JSON 6902 patches are; what is not sure is not reported as locked, nor as what a Tenant says.',
    remedy: 'Check what is built: `kustomize build DIR | flux-tenancy check -`.',
    source: orderSource,
  },
  'patch-superfluous': {
    severity: 'info',
    what: 'A patch that a person wrote sets flags that the Component sets as well.',
    reason: 'A flag that is set twice to one value does no harm.',
    remedy: 'Remove the patch when convenient.',
    source: orderSource,
  },
  'build-fails': {
    severity: 'error',
    class: 'unsure',
    what: 'kustomize refuses a kustomization through which an install, or an object that was made from a Tenant, is built.',
    reason: 'The cluster keeps what it has, and nothing of the repository reaches it.',
    remedy: 'Mend the kustomization.',
    source: orderSource,
  },
  'not-built': {
    severity: 'warning',
    class: 'unsure',
    what: 'Flux does not build the install, or what is made from a Tenant: a kustomization on the way leaves it out, or the path leads elsewhere.',
    reason: 'What is left out is not applied, the lock among it; with `prune` it is deleted.',
    remedy: 'List the folder, or the file, under `resources`.',
    source: generatorSource,
  },
  'outside-path': {
    severity: 'error',
    class: 'drift',
    what: 'A file outside of the named paths would have to change.',
    reason: 'Only what is named is written.',
    remedy: 'Name the folder that the message says.',
    source: here,
  },
  'edit-by-hand': {
    severity: 'error',
    class: 'drift',
    what: 'A file cannot be edited in place.',
    reason:
      'A file that a person wrote is never printed anew, and no small edit gives the meaning.',
    remedy: 'Make the change by hand as the message says.',
    source: 'src/yaml/edit.ts',
  },
  'file-unreadable': {
    severity: 'error',
    class: 'unsure',
    what: 'A file that was named, or that the kustomization of an install lists, cannot be read.',
    reason: 'What is in it cannot be told.',
    remedy: 'Mend the file, or leave it out.',
    source: here,
  },
  'file-unread': {
    severity: 'warning',
    class: 'unsure',
    what: 'A file that Flux takes cannot be read here, or is passed over by `.krmignore` and the like.',
    reason: 'It may hold an object that unlocks an install, or one that the lock stops.',
    remedy:
      'Mend the file, move it out of the folder that Flux applies, or leave it out by `.sourceignore`.',
    source: generatorSource,
  },
  'remote-content': {
    severity: 'warning',
    class: 'unsure',
    what: 'A kustomization that Flux builds fetches a Git repository or a file.',
    reason:
      'It may hold an object that unlocks an install, and change at any time. With `--no-remote-bases=true` the build of a Git repository fails, and the cluster keeps what it had.',
    remedy:
      'Copy it into the repository, or apply it by a Flux Kustomization with an account and a source of its own.',
    source:
      'fluxcd/pkg kustomize/filesys/fs_secure.go; kubernetes-sigs/kustomize api/internal/loader/fileloader.go',
  },
  'tenant-file-foreign': {
    severity: 'error',
    class: 'unsure',
    what: 'The file that a Tenant is rendered into holds something else.',
    reason: 'It would be overwritten.',
    remedy: 'Move it to a file of another name.',
    source: here,
  },
  'tenant-unlisted': {
    severity: 'silent',
    class: 'drift',
    what: 'The kustomization beside a Tenant does not list what is rendered from it, or lists what is gone.',
    reason: 'What is not listed is not applied.',
    remedy: 'Run `flux-tenancy render`.',
    source: here,
  },
  'no-install': {
    severity: 'error',
    class: 'unsure',
    what: 'No controller of Flux is in the files.',
    reason: 'Nothing can be locked, unlocked or checked.',
    remedy: 'Name the folder that `flux bootstrap` wrote, or pipe in what is built.',
    source: here,
  },
  'remote-install': {
    severity: 'warning',
    class: 'unsure',
    what: 'The manifests of Flux may come from outside of the repository.',
    reason: 'Nothing is fetched here.',
    remedy: 'Check what is built: `kustomize build DIR | flux-tenancy check -`.',
    source: orderSource,
  },
  placeholder: {
    severity: 'warning',
    class: 'unsure',
    what: 'The manifests of Flux are placeholders, which `flux bootstrap` has yet to fill.',
    reason: 'There is nothing to lock or verify yet.',
    remedy: 'Run `flux bootstrap`, then `flux-tenancy render`.',
    source: 'fluxcd/website content/en/flux/installation/configuration/boostrap-customization.md',
  },
  'several-clusters': {
    severity: 'info',
    what: 'A file that changes is part of several clusters.',
    reason: 'The change reaches all of them.',
    remedy: 'Nothing must be done if that is meant.',
    source: here,
  },
} as const satisfies Readonly<Record<string, Rule>>
