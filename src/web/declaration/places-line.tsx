// Places of the reader's body, batch by batch: «名额 5 · 已用 3».
import { useQuery } from '@tanstack/react-query'
import { listPlaces } from '#contract/review.ts'
import { call } from '../api.ts'

export function PlacesLine() {
  const { data } = useQuery({
    queryKey: ['places'],
    queryFn: () => call(listPlaces, {}),
    refetchOnWindowFocus: true,
  })
  if (!data || data.places.length === 0) return null
  return (
    <ul className="places" aria-label="本单位推荐名额">
      {data.places.map(({ batchCode, batchTitle, places, taken, source }) => (
        <li key={batchCode} title={source}>
          <span className="secondary">{batchTitle}</span>{' '}
          <strong>
            {places === null ? '名额未载明' : `名额 ${places}`} · 已用 {taken}
          </strong>
          <span className="secondary small">（{source}）</span>
        </li>
      ))}
    </ul>
  )
}
