// The body that a person acts for, found by a part of its name.
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { findAuthorities } from '#contract/people.ts'
import { bodiesOf, fitsLevel, levelNames, type Role } from '#domain/people.ts'
import { call, sentenceOf } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'

/** Only bodies of the role's level are offered; the server asks again. */
export function BodyFields(props: {
  role: Role | null
  chosen: string
  onChoose: (authorityId: string) => void
}) {
  const { role, chosen, onChoose } = props
  const [part, setPart] = useState('')
  const q = useDeferredValue(part.trim())
  const { data, error } = useQuery({
    queryKey: ['authorities', q],
    queryFn: () => call(findAuthorities, { query: { q } }),
    enabled: q !== '',
    placeholderData: (held) => (q === '' ? undefined : held),
  })
  const found = q === '' ? [] : (data?.authorities ?? [])
  const fitting = found.filter(({ level }) => role === null || fitsLevel(role, level))
  const said = () => {
    if (error) return sentenceOf(error)
    if (q === '' || !data) return '填写名称的一部分，如“桐庐”'
    const more = found.length === 20 ? '；名称相符的单位较多，只查前 20 个，请填写得更完整' : ''
    if (fitting.length === 0 && role) return `没有找到名称含“${q}”的${bodiesOf(role)}${more}`
    return `找到 ${fitting.length} 个单位${more}`
  }
  return (
    <>
      <Field label="查找单位" hint={<span role="status">{said()}</span>}>
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="off"
            maxLength={60}
            value={part}
            onChange={(event) => {
              setPart(event.target.value)
              onChoose('')
            }}
          />
        )}
      </Field>
      <Field label="所在单位">
        {(wiring) => (
          <Picker
            {...wiring}
            empty={fitting.length === 0 ? '请先查找' : '请选择'}
            disabled={fitting.length === 0}
            choices={fitting.map(({ id, name, level, within }) => ({
              value: id,
              label: `${name}（${within ? `${within} · ` : ''}${levelNames[level]}）`,
            }))}
            value={chosen}
            onChange={onChoose}
          />
        )}
      </Field>
    </>
  )
}
