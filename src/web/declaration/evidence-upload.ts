// Sends one file with its progress; refusals come back in the server's words.
import { EvidenceFile, uploadEvidence } from '#contract/declaration.ts'
import { ProblemBody } from '#domain/problem.ts'
import { addressOf, ApiProblem, call, NetworkFailure } from '../api.ts'

export type Upload = {
  readonly clusterId: string
  readonly id: string
  readonly item: number
  readonly claims: readonly string[]
  readonly kind: string
  readonly file: File
}

/** `onProgress` gets 0 … 1. An expired session is renewed by the shell's dialog and the upload repeated. */
export async function sendEvidence(
  upload: Upload,
  onProgress: (share: number) => void,
): Promise<EvidenceFile> {
  const params = { clusterId: upload.clusterId, id: upload.id }
  const answer = await post(addressOf(uploadEvidence, { params }), formOf(upload), onProgress)
  if (answer.status >= 200 && answer.status < 300) return EvidenceFile.parse(answer.body)
  if (answer.status === 401) return call(uploadEvidence, { params, form: formOf(upload) })
  const problem = ProblemBody.safeParse(answer.body)
  if (problem.success) throw new ApiProblem(answer.status, problem.data)
  throw new NetworkFailure()
}

/** The server reads the fields before the file. */
function formOf({ item, claims, kind, file }: Upload): FormData {
  const form = new FormData()
  form.set('item', String(item))
  form.set('claims', claims.join(','))
  form.set('kind', kind)
  form.set('file', file, file.name)
  return form
}

function post(
  address: string,
  form: FormData,
  onProgress: (share: number) => void,
): Promise<{ status: number; body: unknown }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', address)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onload = () => resolve({ status: request.status, body: request.response })
    request.onerror = () => reject(new NetworkFailure())
    request.ontimeout = () => reject(new NetworkFailure())
    request.send(form)
  })
}
