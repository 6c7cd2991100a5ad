import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Listening, listen } from './listening.ts'

/** Serves every repository in `folder` over HTTP, to read: `URL/NAME` is the repository in the folder NAME. */
export function startGitServer(folder: string): Promise<Listening> {
  return listen(createServer((request, response) => serve(folder, request, response)))
}

/** Hands a request to `git http-backend`, which speaks CGI. */
function serve(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
      PATH_INFO: pathname,
      QUERY_STRING: searchParams.toString(),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
    },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  // the backend may answer without having read all
  backend.stdin.on('error', () => undefined)
  request.pipe(backend.stdin)
  const chunks: Buffer[] = []
  backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  backend.on('error', () => response.writeHead(500).end())
  backend.on('close', () => answer(Buffer.concat(chunks), response))
}

function answer(output: Buffer, response: ServerResponse): void {
  const blank = output.indexOf('\r\n\r\n')
  const fields = output
    .subarray(0, blank)
    .toString()
    .split('\r\n')
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
  const { Status = '200', ...headers } = Object.fromEntries(fields) as Record<string, string>
  response.writeHead(Number.parseInt(Status, 10), headers).end(output.subarray(blank + 4))
}
