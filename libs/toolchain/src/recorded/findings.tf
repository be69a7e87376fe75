terraform {
  required_version = ">= 1.10.0"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "6.25.0"
    }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  unused = "nobody reads this"
}

data "aws_iam_policy_document" "everything" {
  statement {
    actions   = ["*"]
    resources = ["*"]
  }
}

resource "aws_instance" "server" {
  ami           = "ami-12345678"
  instance_type = "t9.huge"
  user_data     = <<-EOT
    resource "not" "a_block" {
    }
  EOT
}

resource "aws_s3_bucket" "logs" {
  count  = 2
  bucket = "example-logs-${count.index}"
}

resource "aws_security_group" "open" {
  #checkov:skip=CKV_AWS_23:a comment in the configuration
  name = "open"

  ingress {
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
