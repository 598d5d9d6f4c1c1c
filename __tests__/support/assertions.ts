/** No test passes that asserted nothing: what stands in a callback, or in a loop, has to have run. */
beforeEach(() => {
  expect.hasAssertions()
})
