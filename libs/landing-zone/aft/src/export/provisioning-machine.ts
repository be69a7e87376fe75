/** The state machine that AFT runs for each account before it is customized, under the names that AFT looks for. */
export const PROVISIONING_MACHINE = `resource "aws_iam_role" "aft_states" {
  name = "aft-account-provisioning-customizations-role"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "states.amazonaws.com" }
    }]
  })
}

# Nothing happens between vending and customizations; but AFT starts this, so it has to be there.
resource "aws_sfn_state_machine" "aft_account_provisioning_customizations" {
  name     = "aft-account-provisioning-customizations"
  role_arn = aws_iam_role.aft_states.arn

  definition = jsonencode({
    StartAt = "Pass"
    States  = { Pass = { Type = "Pass", End = true } }
  })
}
`;
