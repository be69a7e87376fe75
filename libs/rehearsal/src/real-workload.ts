/** For specs only: a small web workload as HCL, with the provider settings that a cell has. */
export const REAL_WORKLOAD = `
variable "session" {
  ephemeral = true
  type      = object({ role_name = string, tags = map(string) })
  default   = { role_name = "InfraBuildRole", tags = {} }
}
provider "aws" {
  region              = "us-east-1"
  allowed_account_ids = ["111122223333"]
  assume_role {
    role_arn     = "arn:aws:iam::111122223333:role/\${var.session.role_name}"
    session_name = "INFRA_BUILD"
    tags         = var.session.tags
  }
  default_tags { tags = { environment = "dev" } }
}
data "aws_caller_identity" "current" {}
data "aws_availability_zones" "z" { state = "available" }
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "igw" { vpc_id = aws_vpc.main.id }
resource "aws_subnet" "s" {
  count             = 2
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 8, count.index)
  availability_zone = data.aws_availability_zones.z.names[count.index]
}
resource "aws_security_group" "alb" {
  name   = "alb"
  vpc_id = aws_vpc.main.id
}
resource "aws_vpc_security_group_ingress_rule" "http" {
  security_group_id = aws_security_group.alb.id
  ip_protocol       = "tcp"
  from_port         = 80
  to_port           = 80
  cidr_ipv4         = "0.0.0.0/0"
}
resource "aws_lb" "lb" {
  name               = "front-door"
  load_balancer_type = "application"
  subnets            = aws_subnet.s[*].id
  security_groups    = [aws_security_group.alb.id]
  access_logs {
    bucket  = aws_s3_bucket.b.bucket
    enabled = true
  }
}
resource "aws_lb_target_group" "tg" {
  name     = "web"
  port     = 8080
  protocol = "HTTP"
  vpc_id   = aws_vpc.main.id
}
resource "aws_lb_listener" "l" {
  load_balancer_arn = aws_lb.lb.arn
  port              = 80
  protocol          = "HTTP"
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.tg.arn
  }
}
resource "aws_iam_role" "r" {
  name               = "instance"
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }] })
}
resource "aws_iam_instance_profile" "p" {
  name = "instance"
  role = aws_iam_role.r.name
}
resource "aws_launch_template" "lt" {
  name          = "web"
  image_id      = "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64"
  instance_type = "t3.micro"
  iam_instance_profile { arn = aws_iam_instance_profile.p.arn }
  metadata_options {
    http_tokens   = "required"
    http_endpoint = "enabled"
  }
}
resource "aws_autoscaling_group" "asg" {
  name                = "web"
  min_size            = 1
  max_size            = 2
  vpc_zone_identifier = aws_subnet.s[*].id
  target_group_arns   = [aws_lb_target_group.tg.arn]
  launch_template {
    id      = aws_launch_template.lt.id
    version = aws_launch_template.lt.latest_version
  }
  health_check_type       = "ELB"
  default_instance_warmup = 120
}
resource "aws_s3_bucket" "b" { bucket = "tagform-logs-111122223333" }
resource "aws_s3_bucket_versioning" "b" {
  bucket = aws_s3_bucket.b.id
  versioning_configuration { status = "Enabled" }
}
resource "aws_s3_bucket_public_access_block" "b" {
  bucket                  = aws_s3_bucket.b.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}
resource "aws_kms_key" "k" { description = "x" }
resource "aws_cloudwatch_log_group" "lg" {
  name              = "/tagform/flow"
  retention_in_days = 30
}
output "account" { value = data.aws_caller_identity.current.account_id }
resource "aws_eip" "n" { domain = "vpc" }
resource "aws_nat_gateway" "n" {
  allocation_id = aws_eip.n.id
  subnet_id     = aws_subnet.s[0].id
}
resource "aws_route_table" "p" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route" "p" {
  route_table_id         = aws_route_table.p.id
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = aws_nat_gateway.n.id
}
resource "aws_route_table_association" "p" {
  route_table_id = aws_route_table.p.id
  subnet_id      = aws_subnet.s[1].id
}
resource "aws_vpc_endpoint" "s3" {
  vpc_id            = aws_vpc.main.id
  service_name      = "com.amazonaws.us-east-1.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.p.id]
}
resource "aws_flow_log" "folder" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "REJECT"
  log_destination      = "\${aws_s3_bucket.b.arn}/flow-logs"
  log_destination_type = "s3"
}
resource "aws_flow_log" "f" {
  vpc_id               = aws_vpc.main.id
  traffic_type         = "ALL"
  iam_role_arn         = aws_iam_role.r.arn
  log_destination      = aws_cloudwatch_log_group.lg.arn
  log_destination_type = "cloud-watch-logs"
}
resource "aws_autoscaling_policy" "t" {
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.asg.name
  policy_type            = "TargetTrackingScaling"
  target_tracking_configuration {
    predefined_metric_specification { predefined_metric_type = "ASGAverageCPUUtilization" }
    target_value = 50
  }
}
resource "aws_s3_bucket_server_side_encryption_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}
resource "aws_s3_bucket_ownership_controls" "b" {
  bucket = aws_s3_bucket.b.id
  rule { object_ownership = "BucketOwnerEnforced" }
}
resource "aws_s3_bucket_lifecycle_configuration" "b" {
  bucket = aws_s3_bucket.b.id
  rule {
    id     = "expire"
    status = "Enabled"
    filter {}
    expiration { days = 90 }
    abort_incomplete_multipart_upload { days_after_initiation = 7 }
  }
}
data "aws_iam_policy_document" "b" {
  statement {
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.b.arn, "\${aws_s3_bucket.b.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["false"]
    }
  }
}
resource "aws_s3_bucket_policy" "b" {
  bucket = aws_s3_bucket.b.id
  policy = data.aws_iam_policy_document.b.json
}
resource "aws_iam_role_policy_attachment" "r" {
  role       = aws_iam_role.r.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}
resource "aws_default_security_group" "d" { vpc_id = aws_vpc.main.id }
resource "aws_vpc_security_group_egress_rule" "ref" {
  security_group_id            = aws_security_group.alb.id
  ip_protocol                  = "tcp"
  from_port                    = 8080
  to_port                      = 8080
  referenced_security_group_id = aws_security_group.alb.id
  description                  = "TCP 8080, fleet"
}
`;
