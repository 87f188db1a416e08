/** An exemption from a rule states its reason: `eslint-disable-next-line max-lines -- a table`. */
const DIRECTIVE = /^\s*eslint-disable(?!.*\s--\s+\S)/s;

export const explainedExemptions = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: { reason: 'say after -- why the rule does not hold here' },
  },
  create(context) {
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          if (DIRECTIVE.test(comment.value)) {
            context.report({ loc: comment.loc, messageId: 'reason' });
          }
        }
      },
    };
  },
};
