// Evidence by item of the 佐证材料清单: open or download, what each file proves, its kind.
import { type DeclarationPage, downloadEvidence, type EvidenceFile } from '#contract/declaration.ts'
import { titleOf } from '#domain/declaration/missing.ts'
import { findCell, labelOf } from '#domain/declaration/resolve.ts'
import { addressOf } from '../api.ts'
import { toMinute } from '../ui/dates.ts'
import { EmptyNote } from '../ui/messages.tsx'

export function EvidenceList({ page }: { page: DeclarationPage }) {
  const { edition, evidence, batch } = page
  const items = edition.evidence.filter(({ number }) =>
    evidence.some(({ item }) => item === number),
  )
  if (items.length === 0) {
    return <EmptyNote title="还没有佐证材料">县级填报人上传后，在这里打开或下载。</EmptyNote>
  }
  return (
    <ol className="evidence-list">
      {items.map((item) => (
        <li key={item.number}>
          <p className="label">
            {item.number}. {titleOf(item, batch)}
          </p>
          <ul>
            {evidence
              .filter((file) => file.item === item.number)
              .map((file) => (
                <FileLine key={file.id} file={file} page={page} />
              ))}
          </ul>
        </li>
      ))}
    </ol>
  )
}

function FileLine({ file, page }: { file: EvidenceFile; page: DeclarationPage }) {
  const { clusterId, id, edition } = page
  const address = addressOf(downloadEvidence, { params: { clusterId, id, file: file.id } })
  const kind = edition.evidence_kinds.find(({ code }) => code === file.kind)?.label ?? file.kind
  const claims = file.claims.map((claim) => claimName(claim, page))
  return (
    <li>
      <a href={address} target="_blank" rel="noreferrer">
        {file.originalName}
      </a>
      <a href={address} download={file.originalName} aria-label={`下载 ${file.originalName}`}>
        下载
      </a>
      <div className="secondary small">
        {kind} · {sizeOf(file.size)} · {toMinute(file.uploadedAt)}
      </div>
      {claims.length > 0 ? <div className="small">证明：{claims.join('；')}</div> : null}
    </li>
  )
}

/** A box by its own words: its group is told by the item. */
function claimName(claim: string, { edition, batch }: DeclarationPage): string {
  return findCell(edition, claim)?.option?.label ?? labelOf(claim, edition, batch.base_year)
}

function sizeOf(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  const kilobytes = bytes / 1024
  return kilobytes < 1024 ? `${kilobytes.toFixed(0)} KB` : `${(kilobytes / 1024).toFixed(1)} MB`
}
