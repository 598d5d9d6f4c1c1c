import { getEventListeners } from 'node:events'
import { onAbort } from '../../../../src/storage/s3/requests/abort-listeners.ts'

describe('listeners of an abort', () => {
  it('are all told, each once, over one listener of the signal', () => {
    const controller = new AbortController()
    const told: number[] = []
    for (let n = 0; n < 3; n++) onAbort(controller.signal, () => told.push(n))
    expect(getEventListeners(controller.signal, 'abort')).toHaveLength(1)
    controller.abort()
    expect(told).toEqual([0, 1, 2])
  })

  it('are not told when they were taken away, also by one that was told before', () => {
    const controller = new AbortController()
    const told: string[] = []
    const forget = onAbort(controller.signal, () => told.push('gone'))
    onAbort(controller.signal, () => told.push('told'))
    forget()
    controller.abort()
    expect(told).toEqual(['told'])
  })

  it('leave the signal with nothing when the last one is taken away, and can be added again', () => {
    const controller = new AbortController()
    const told: string[] = []
    const forgets = [
      onAbort(controller.signal, () => told.push('a')),
      onAbort(controller.signal, () => told.push('b')),
    ]
    for (const forget of [...forgets, ...forgets]) forget()
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    onAbort(controller.signal, () => told.push('c'))
    controller.abort()
    expect(told).toEqual(['c'])
  })

  it('of a signal that is aborted already, or of none, are not called', () => {
    const told: string[] = []
    onAbort(AbortSignal.abort(), () => told.push('a'))()
    onAbort(undefined, () => told.push('b'))()
    expect(told).toEqual([])
  })
})
