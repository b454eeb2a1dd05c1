// Narrows the desk to a batch, a state, or what waits for the reader.
import { useQuery } from '@tanstack/react-query'
import { listBatches } from '#contract/policy.ts'
import { State, stateNames } from '#domain/lifecycle.ts'
import { call } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'
import type { Filters } from './desk-search.ts'

const states = State.options.map((value) => ({ value, label: stateNames[value] }))

export function DeskFilters(props: { filters: Filters; onFilter: (filters: Filters) => void }) {
  const { filters, onFilter } = props
  const { data } = useQuery({ queryKey: ['batches'], queryFn: () => call(listBatches, {}) })
  const batches = (data?.batches ?? []).map(({ code, title }) => ({ value: code, label: title }))
  return (
    <div className="filters" role="search" aria-label="筛选申报">
      <Field label="批次">
        {(wiring) => (
          <Picker
            {...wiring}
            empty="全部批次"
            choices={batches}
            value={filters.batch ?? ''}
            onChange={(batch) => onFilter({ ...filters, batch: batch || undefined })}
          />
        )}
      </Field>
      <Field label="状态">
        {(wiring) => (
          <Picker
            {...wiring}
            empty="全部状态"
            choices={states}
            value={filters.state ?? ''}
            onChange={(state) => onFilter({ ...filters, state: State.safeParse(state).data })}
          />
        )}
      </Field>
      <label className="check-line">
        <input
          type="checkbox"
          checked={filters.mine ?? false}
          onChange={(event) =>
            onFilter({ ...filters, mine: event.target.checked ? true : undefined })
          }
        />{' '}
        只看待我办理
      </label>
    </div>
  )
}
