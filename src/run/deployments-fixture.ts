/** Deployments as teams write them, some 1 KB each, with nothing of Flux or of ours in them: a stream of documents, or a ResourceList. */
export function deployments(count: number, form: 'stream' | 'ResourceList'): string {
  const all = Array.from({ length: count }, (_, index) =>
    deployment.replaceAll('NAME', `app-${index}`).replaceAll('TEAM', `team-${index % 500}`),
  )
  if (form === 'stream') return all.map((each) => `---\n${each}`).join('')
  const items = all.map((each) => `- ${each.trimEnd().replaceAll('\n', '\n  ')}\n`)
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items.join('')}`
}

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: NAME
  namespace: TEAM
  labels:
    app.kubernetes.io/name: NAME
    app.kubernetes.io/part-of: shop
spec:
  replicas: 2
  revisionHistoryLimit: 3
  selector:
    matchLabels:
      app.kubernetes.io/name: NAME
  template:
    metadata:
      labels:
        app.kubernetes.io/name: NAME
      annotations:
        prometheus.io/scrape: "true" # by the platform
    spec:
      serviceAccountName: NAME
      containers:
      - name: app
        image: registry.example/shop/NAME:v1.2.3
        args:
        - --port=8080
        - --log-level=info
        env:
        - name: POD_NAME
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        ports:
        - name: http
          containerPort: 8080
        resources:
          requests:
            cpu: 100m
            memory: 64Mi
          limits:
            memory: 128Mi
        volumeMounts:
        - name: config
          mountPath: /etc/app
      volumes:
      - name: config
        configMap:
          name: NAME
`
