/**
 * The file beside gotk-components.yaml that Flux documents for multi-tenancy lockdown, with the documented account
 * `default`. Source: fluxcd/website content/en/flux/installation/configuration/multitenancy.md.
 */
export const documentedLockdown = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - gotk-components.yaml
patches:
  - patch: |
      - op: add
        path: /spec/template/spec/containers/0/args/-
        value: --no-cross-namespace-refs=true
    target:
      kind: Deployment
      name: (kustomize-controller|helm-controller|notification-controller|image-reflector-controller|image-automation-controller)
  - patch: |
      - op: add
        path: /spec/template/spec/containers/0/args/-
        value: --no-remote-bases=true
    target:
      kind: Deployment
      name: kustomize-controller
  - patch: |
      - op: add
        path: /spec/template/spec/containers/0/args/-
        value: --default-service-account=default
    target:
      kind: Deployment
      name: (kustomize-controller|helm-controller)
  - patch: |
      - op: add
        path: /spec/serviceAccountName
        value: kustomize-controller
    target:
      kind: Kustomization
      name: flux-system
`
