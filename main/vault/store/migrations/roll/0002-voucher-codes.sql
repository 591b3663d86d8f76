-- Codes by which a voucher without a signature is looked up. A code of two entitlements leads to neither.
CREATE TABLE voucher_code (
  code TEXT NOT NULL,
  entitlement TEXT NOT NULL,
  PRIMARY KEY (code, entitlement)
) STRICT, WITHOUT ROWID;
INSERT INTO voucher_code SELECT body ->> '$.voucherCode', id FROM entitlement WHERE body ->> '$.voucherCode' IS NOT NULL;
