/** What moto does differently from EC2 about the IPv6 ranges of subnets. */
export const SUBNET_IPV6_MENDS = `
@mend
def subnet_ipv6_found_and_associated():
    """moto finds no subnet by its IPv6 range, and answers with the text of a dictionary where the range's state is due."""
    from moto.ec2.models.subnets import Subnet

    find = Subnet.get_filter_value

    def find_by_association(self, filter_name, method_name=None):
        if filter_name == "ipv6-cidr-block-association.association-id":
            return list(self.ipv6_cidr_block_associations)
        return find(self, filter_name, method_name)

    Subnet.get_filter_value = find_by_association
    Subnet.ipv6_cidr_block_association_set = property(
        lambda subnet: [
            {key: association[key] for key in ("ipv6CidrBlock", "associationId", "ipv6CidrBlockState")}
            for association in subnet.ipv6_cidr_block_associations.values()
            if association["ipv6CidrBlockState"]["State"] == "associated"
        ]
    )
`.trim();
