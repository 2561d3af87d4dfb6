### Words of cross-tenant access settings that many sentences name.

block-collaboration-inbound = inbound B2B collaboration
block-collaboration-outbound = outbound B2B collaboration
block-direct-connect-inbound = inbound B2B direct connect
block-direct-connect-outbound = outbound B2B direct connect
block-tenant-restrictions = tenant restrictions
block-inbound-trust = trust settings
block-automatic-user-consent = automatic redemption

level-partner = partner entry
level-default = default
level-factory = factory default

cloud-commercial = the commercial cloud
cloud-us-government = the US Government cloud
cloud-china = the cloud operated by 21Vianet in China
