/** What else a mutation rightly breaks: by rule, which others, and why. */
export const EXPLAINED: Readonly<
  Record<string, { readonly others: readonly string[]; readonly because: string }>
> = {
  TAGFORM_CELL_3: { others: ["TAGFORM_NET_2"], because: "the zones of the cell are those of its own Region" },
  TAGFORM_NET_8: { others: ["TAGFORM_NET_10"], because: "the endpoint is not made as one with an interface" },
  TAGFORM_IAM_4: {
    others: ["TAGFORM_CELL_1"],
    because: "the cell of another team keeps its state elsewhere",
  },
  TAGFORM_PIPE_2: {
    others: ["TAGFORM_PIPE_3", "TAGFORM_PIPE_6"],
    because: "the copy works as the role of the first, and has no gate either",
  },
  TAGFORM_WATCH_3: {
    others: ["TAGFORM_WATCH_2", "TAGFORM_WATCH_5", "TAGFORM_FUNCTION_1"],
    because: "the function that is added is plain in every way",
  },
  TAGFORM_CONTAINER_1: {
    others: ["TAGFORM_CONTAINER_3"],
    because: "no service balances the task that is added",
  },
  TAGFORM_CONTAINER_2: {
    others: ["TAGFORM_CONTAINER_3"],
    because: "no service balances the task that is added",
  },
  TAGFORM_CONTAINER_7: {
    others: ["TAGFORM_CONTAINER_3"],
    because: "no service balances the task that is added",
  },
  TAGFORM_CONTAINER_4: { others: ["TAGFORM_WATCH_5"], because: "no alarm watches the service that is added" },
  TAGFORM_CONTAINER_5: { others: ["TAGFORM_WATCH_5"], because: "no alarm watches the service that is added" },
  TAGFORM_FUNCTION_1: {
    others: ["TAGFORM_WATCH_2", "TAGFORM_WATCH_3", "TAGFORM_WATCH_5"],
    because: "the function that is added is plain in every way",
  },
  TAGFORM_FUNCTION_2: {
    others: ["TAGFORM_FUNCTION_1", "TAGFORM_WATCH_2", "TAGFORM_WATCH_3", "TAGFORM_WATCH_5"],
    because: "the function that is added is plain in every way",
  },
  TAGFORM_FUNCTION_3: {
    others: ["TAGFORM_FUNCTION_1", "TAGFORM_WATCH_2", "TAGFORM_WATCH_3", "TAGFORM_WATCH_5"],
    because: "the function that is added is plain in every way",
  },
  TAGFORM_DATA_2: {
    others: ["TAGFORM_S3_2", "TAGFORM_S3_3"],
    because: "the bucket that is added has neither policy nor ownership controls",
  },
};
