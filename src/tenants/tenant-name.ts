import { longestLabelValue, namespaceNamePattern, namespaceNameRule } from '../api/object-name.ts'
import type { Problem } from '../api/problem.ts'
import { accountNamePattern, accountNameRule } from '../api/service-account-name.ts'
import { isRefusedNamespace, refusedNamespace } from '../api/tenant-names.ts'
import { listAt, mapAt, type PlainMap } from '../krm/object.ts'

const path = ['metadata', 'name']

/**
 * What is wrong with the name of a Tenant, which its source and its sync get too (RFC 1123 subdomains), the label of all its objects (63
 * characters; kustomize-controller puts the name of a Kustomization into one as well) and, where `namespaces` is not set, the namespace.
 */
export function tenantNameProblems(name: unknown, spec: PlainMap): readonly Problem[] {
  if (name === undefined || name === null) {
    return [{ path, message: '`metadata.name` of a Tenant must be set.' }]
  }
  if (typeof name !== 'string') {
    return [{ path, message: '`metadata.name` must be a string.', currentValue: name }]
  }
  return nameSentences(name, spec['namespaces'] === undefined).map((sentence) => ({
    path,
    message: `\`metadata.name\` ${sentence}`,
    currentValue: name,
  }))
}

/** Namespaces that are named twice. */
export function namespaceProblems(spec: PlainMap): readonly Problem[] {
  const seen = new Set<unknown>()
  return listAt(spec['namespaces']).flatMap((each, index) => {
    const { name } = mapAt(each)
    if (!seen.has(name)) seen.add(name)
    else if (typeof name === 'string') return [twice(name, index)]
    return []
  })
}

function twice(name: string, index: number): Problem {
  const message = `\`spec.namespaces[${index}].name\` must not be "${name}", which is in the list already.`
  return { path: ['spec', 'namespaces', index, 'name'], message, currentValue: name }
}

function nameSentences(name: string, isNamespace: boolean): readonly string[] {
  if (!accountNamePattern.test(name)) {
    return [
      `must be the name of a GitRepository and a Kustomization: ${accountNameRule}, and "${name}" is not.`,
    ]
  }
  const tooLong = `must not be longer than ${longestLabelValue} characters, since it becomes a label, and "${name}" has ${name.length}.`
  const noNamespace = `must be the name of a Namespace where \`spec.namespaces\` is not set: ${namespaceNameRule}, and "${name}" is not.`
  return [
    ...(name.length > longestLabelValue ? [tooLong] : []),
    ...(isNamespace && !namespaceNamePattern.test(name) ? [noNamespace] : []),
    ...(isNamespace && isRefusedNamespace(name) ? [refusedNamespace(name)] : []),
  ]
}
