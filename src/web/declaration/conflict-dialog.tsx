// Two people changed the same printed row: both texts side by side, and the choice between them.
import { Button, Modal } from 'antd'
import { fillYears, findRow, labelOfCell } from '#domain/declaration/resolve.ts'
import type { CellValue } from '#domain/declaration/values.ts'
import type { Cell } from '#domain/edition.ts'
import { useForm, useRow } from './form-context.ts'
import { clockOf } from './form-words.ts'
import { sameCells } from './saving-row.ts'

export function ConflictDialog({ row, onClose }: { row: string; onClose: () => void }) {
  const { edition, baseYear, saving } = useForm()
  const entry = useRow(row)
  const place = findRow(edition, row)
  const { theirs } = entry
  if (!place || !theirs) return null
  const choose = (choice: 'mine' | 'theirs') => {
    saving.resolve(row, choice)
    onClose()
  }
  return (
    <Modal
      open
      width={760}
      title={`“${fillYears(place.row.label, baseYear)}”有两份不同的内容`}
      onCancel={onClose}
      footer={[
        <Button key="later" onClick={onClose}>
          稍后再定
        </Button>,
        <Button key="theirs" onClick={() => choose('theirs')}>
          采用对方的
        </Button>,
        <Button key="mine" type="primary" onClick={() => choose('mine')}>
          保留我的
        </Button>,
      ]}
    >
      <p>
        您填写期间，{theirs.updatedBy || '他人'}改动了这一栏。请选择保留哪一份，其他栏目不受影响。
      </p>
      <table className="data-table conflict">
        <thead>
          <tr>
            <th scope="col">栏目</th>
            <th scope="col">我的（未保存）</th>
            <th scope="col">
              {theirs.updatedBy || '他人'}
              {theirs.updatedAt ? `（${clockOf(theirs.updatedAt)} 保存）` : ''}
            </th>
          </tr>
        </thead>
        <tbody>
          {place.row.cells.map((cell) => {
            const mine = entry.cells[cell.key] ?? ''
            const other = theirs.cells[cell.key] ?? ''
            const differs = !sameCells({ cell: mine }, { cell: other })
            return (
              <tr key={cell.key} className={differs ? 'emphasised' : undefined}>
                <td data-title="栏目">{labelOfCell({ place, cell, option: null }, baseYear)}</td>
                <td data-title="我的">{wordsOf(cell, mine)}</td>
                <td data-title="对方的">{wordsOf(cell, other)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Modal>
  )
}

function wordsOf(cell: Cell, held: CellValue): string {
  if (held.length === 0) return '（空）'
  const codes = Array.isArray(held) ? held : [held]
  const label = (code: string) => cell.options?.find((option) => option.code === code)?.label
  return codes.map((code) => label(code) ?? code).join('；')
}
