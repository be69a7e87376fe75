const TERRAFORM = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "6.25.0" }
  }
}
variable "label" { default = "one" }
variable "cidr" { default = "10.1.0.0/16" }
variable "path" { default = "/health" }
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111122223333"]
  default_tags { tags = { Team = "research" } }
  assume_role {
    role_arn     = "arn:aws:iam::111122223333:role/InfraBuildRole"
    session_name = "INFRA_BUILD"
    tags         = { Team = "research" }
  }
}
`;

const NETWORK = `
data "aws_availability_zones" "all" { state = "available" }
resource "aws_vpc" "net" {
  cidr_block = var.cidr
  tags       = { Name = var.label }
}
resource "aws_subnet" "private" {
  count             = 2
  vpc_id            = aws_vpc.net.id
  cidr_block        = cidrsubnet(aws_vpc.net.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.all.names[count.index]
}
resource "aws_eip" "nat" {
  count  = 2
  domain = "vpc"
}
resource "aws_nat_gateway" "nat" {
  count         = 2
  subnet_id     = aws_subnet.private[count.index].id
  allocation_id = aws_eip.nat[count.index].id
}
resource "aws_route_table" "private" { vpc_id = aws_vpc.net.id }
resource "aws_route" "out" {
  route_table_id         = aws_route_table.private.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.nat[0].id
}
resource "aws_security_group" "web" {
  name   = "web"
  vpc_id = aws_vpc.net.id
}
resource "aws_default_security_group" "closed" { vpc_id = aws_vpc.net.id }
resource "aws_vpc_security_group_ingress_rule" "http" {
  security_group_id = aws_security_group.web.id
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "0.0.0.0/0"
}
`;

const FLEET = `
data "aws_caller_identity" "me" {}
data "aws_ssm_parameter" "image" {
  name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
}
data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}
data "aws_iam_policy_document" "logs" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["\${aws_s3_bucket.logs.arn}/*"]
  }
}
resource "aws_lb" "front" {
  name            = "front"
  internal        = true
  subnets         = aws_subnet.private[*].id
  security_groups = [aws_security_group.web.id]
}
resource "aws_lb_target_group" "web" {
  name     = "web"
  port     = 80
  protocol = "HTTP"
  vpc_id   = aws_vpc.net.id
  health_check { path = var.path }
}
resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.front.arn
  port              = 80
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.web.arn
  }
}
resource "aws_iam_role" "web" {
  name               = "web"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
resource "aws_iam_role_policy" "web" {
  role   = aws_iam_role.web.id
  policy = data.aws_iam_policy_document.logs.json
}
resource "aws_launch_template" "web" {
  name_prefix   = "web-"
  image_id      = data.aws_ssm_parameter.image.value
  instance_type = "t3.micro"
  metadata_options { http_tokens = "required" }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs { encrypted = true }
  }
  tag_specifications {
    resource_type = "instance"
    tags          = { Name = var.label }
  }
}
resource "aws_autoscaling_group" "web" {
  name                = "web"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = aws_subnet.private[*].id
  target_group_arns   = [aws_lb_target_group.web.arn]
  launch_template {
    id      = aws_launch_template.web.id
    version = aws_launch_template.web.latest_version
  }
  tag {
    key                 = "Name"
    value               = var.label
    propagate_at_launch = true
  }
}
resource "aws_s3_bucket" "logs" { bucket = "logs-\${data.aws_caller_identity.me.account_id}" }
resource "aws_s3_bucket_versioning" "logs" {
  bucket = aws_s3_bucket.logs.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "logs" {
  bucket = aws_s3_bucket.logs.id
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}
output "dns_name" { value = aws_lb.front.dns_name }
output "logs" { value = aws_s3_bucket.logs.arn }
`;

/** For specs: a network, a load balancer, a fleet and a bucket, 22 resources. */
export const EXAMPLE: Readonly<Record<string, string>> = {
  "main.tf": TERRAFORM,
  "network.tf": NETWORK,
  "fleet.tf": FLEET,
};

/** For specs: two resources that exist already. */
export const IMPORTS = `
import {
  to = aws_iam_role.old
  id = "old"
}
resource "aws_iam_role" "old" {
  name               = "old"
  path               = "/"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}
import {
  to = aws_vpc.old
  id = "vpc-0123456789abcdef0"
}
resource "aws_vpc" "old" { cidr_block = "10.9.0.0/16" }
`;
