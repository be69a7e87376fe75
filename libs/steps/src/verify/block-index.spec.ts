import { BlockIndex } from "./block-index";

const index = new BlockIndex(`terraform {
  required_version = ">= 1.10.0"
}

variable "session" {
  type = string
}

data "aws_ami" "linux" {
  owners = ["amazon"]
}

resource "aws_instance" "server" {
  user_data = <<-EOT
resource "aws_not" "a_block" {
}
  EOT
  ami       = data.aws_ami.linux.id
}

locals {
  a = 1
}
`);

test.each([
  [1, "terraform"],
  [3, "terraform"],
  [6, "var.session"],
  [9, "data.aws_ami.linux"],
  [13, "aws_instance.server"],
  [15, "aws_instance.server"],
  [18, "aws_instance.server"],
  [22, "locals"],
  [999, "locals"],
])("line %i belongs to %s", (line, address) => {
  expect(index.addressAt(line)).toBe(address);
});

test("a line before the first block belongs to none", () => {
  expect(new BlockIndex("\n\nlocals {\n}\n").addressAt(1)).toBeUndefined();
});

test.each([
  ["aws_instance.server", 13],
  ["data.aws_ami.linux", 9],
  ["aws_ami.linux", 9],
  ["aws_not.a_block", undefined],
])("block %s begins at line %s", (address, line) => {
  expect(index.lineOf(address)).toBe(line);
});
