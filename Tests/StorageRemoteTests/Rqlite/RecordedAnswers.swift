/// What each recorded answer to a request like ours comes to, its number in front; lines are cut at 110 letters. Made of
/// the recordings by a few lines of Python, whose JSON reader knows nothing of ours.
enum RecordedAnswers {
  static let lines = text.split(separator: "\n").map(String.init)

  private static let text = #"""
    0 []
    1 [] ; []
    2 []
    3 [1|9]
    5 [1|8] ; [1|'A-1'|8] ; []
    7 [1|'A-1'|7|'2.5'|-|- / 2|'A-2'|3|'1.0'|-|'ünï ☃' / 3|'A-3'|7|-|-|- / 4|'A-4'|1|-|-|-]
    9 []
    11 [4|18]
    12 [1]
    13 error attempt to change database via query operation
    14 []
    15 []
    16 []
    17 [1|'AQID/w=='|'blob'|4|'010203FF' / 2|'AP8Q'|'blob'|3|'00FF10']
    18 [1|x010203ff / 2|x00ff10]
    19 error cannot store TEXT value in BLOB column item.img
    20 []
    21 []
    22 [9007199254740993|9223372036854775807|'integer'|9223372036854775807|-9223372036854775808|9007199254740993]
    23 ['9223372036854776000.0'|'real'|'1000.0'|'real']
    24 doubtful json: error calling MarshalJSON for type *http.DBResults: js
    25 doubtful json: error calling MarshalJSON for type *http.DBResults: js
    26 ['2.5'|'real' / '1.0'|'real']
    27 ['a_b'|1|'610062'] ; ['�A'] ; ['<a>&']
    28 ['1.0'|'real'|1|'integer'|-|'null'|'1.0'|'0.30000000000000004'|'1.0e+300'|'1000000000000000.0'|'12345678901
    29 [] ; [] ; [] ; [] ; []
    30 [1|'t'|'AQ=='|1|'2026-11-21T01:02:03Z'|'1.5'|'v'|'12.34' / '1.5'|'�_'|'txt'|0|'2023-11-14T22:13:20Z'|'abc'|
    32 [] ; error CHECK constraint failed: qty>=0
    33 [0]
    34 [] ; error CHECK constraint failed: qty>=0 ; []
    35 ['Z-1' / 'Z-2']
    36 [] ; error UNIQUE constraint failed: item.sku
    37 error NOT NULL constraint failed: item.sku
    38 error cannot store TEXT value in INTEGER column item.qty
    39 []
    40 error FOREIGN KEY constraint failed
    41 [] ; [] ; error FOREIGN KEY constraint failed
    42 [] ; []
    43 [] ; error insufficient stock
    45 ['A-3'|-] ; [0]
    46 [] ; [] ; [] ; []
    47 [] ; error rolled
    48 [] ; error failed
    49 [] ; [] ; []
    50 [] ; error guard:-1
    51 ['A-3'|'IGN' / 'A-4'|'after'] ; []
    52 [] ; error near "SELEC": syntax error
    53 error no such table: nope
    54 error no such table: nope ; [1]
    55 error no such table: nope ; [1]
    56 error not enough args to execute query: want 2 got 1
    57 []
    58 failed failed(message: "invalid JSON body (HTTP 400)")
    59 failed failed(message: "invalid request (HTTP 400)")
    60 failed failed(message: "no statements (HTTP 400)")
    61 failed failed(message: "invalid JSON body (HTTP 400)")
    62 unsuitable
    63 unsuitable
    64 [1]
    65 failed failed(message: "timeout is not a valid duration (HTTP 400)"
    66 []
    67 ['M-1' / 'M-2']
    68 [2]
    69 [] ; [] ; []
    70 []
    71 error cannot start a transaction within a transaction
    72 [] ; [] ; [] ; []
    73 [] ; []
    74 []
    75 failed failed(message: "somebody left a transaction open on the ser
    76 []
    77 ['B-2']
    78 doubtful json: error calling MarshalJSON for type *http.DBResults: js
    79 ['A-3'|1|'real']
    80 []
    81 ['3.53.4'|'2026-07-24 19:02:57 bf7c7f30031888f4e796e429ab3978879485813a']
    82 [] ; []
    83 [1|'Bolt M6'|'-0.000001' / 2|'Écrou'|'-0.000001'] ; ['[Écrou]']
    84 [] ; [] ; []
    85 [9007199254741000|'FT-1']
    86 [] ; []
    87 ['warehouse']
    88 [] ; [] ; [] ; [] ; [] ; []
    89 [21|42|22] ; ['a'|1]
    90 [2|'[1,2]'] ; ['A-1'|7|7 / 'A-2'|3|10 / 'A-3'|7|17 / 'A-4'|1|18] ; ['1,2,3,4,5'] ; [5] ; [0|10|'integer'|10
    91 ['a'|6]
    92 error no such function: ceil
    93 ['1.24'|3|2|'00042'|1767225600]
    94 [] ; [1|1|76] ; [] ; [] ; [0] ; []
    95 [0|0]
    96 [0|0]
    97 [] ; []
    98 error no such table: tt
    99 [1]
    100 []
    101 []
    102 [7]
    103 []
    104 [305419896]
    105 []
    106 [8]
    107 []
    108 [1]
    109 [1]
    110 []
    111 []
    112 [] ; [1]
    113 failed failed(message: "disallowed pragma")
    114 failed failed(message: "disallowed pragma")
    115 failed failed(message: "disallowed pragma")
    116 [0|'id'|'INTEGER'|0|-|1 / 1|'sku'|'TEXT'|1|-|0 / 2|'qty'|'INTEGER'|1|-|0 / 3|'price'|'REAL'|0|-|0 / 4|'img
    117 ['ok']
    118 ['ok']
    119 ['loc'|2|'item'|0]
    120 [] ; [] ; []
    121 ['ATOMIC_INTRINSICS=1' / 'COMPILER=gcc-12.2.0' / 'DEFAULT_AUTOVACUUM' / 'DEFAULT_CACHE_SIZE=-2000' / 'DEFA
    122 [3|0|39|'SEARCH item USING INDEX sqlite_autoindex_item_1 (sku=?)']
    123 ['ft'|'table' / 'ft_config'|'table' / 'ft_content'|'table' / 'ft_data'|'table' / 'ft_docsize'|'table']
    124 [0|'k'|'TEXT'|1|-|1 / 1|'v'|''|0|-|0]
    125 []
    126 []
    127 []
    128 []
    129 [] ; [] ; [] ; []
    130 [1|3099731310390587236|'2026-11-21 01:25:24'|'CURRENT_TIMESTAMP'|'2026-11-21 01:25:24'|'D183EC4C' / 2|'AEE
    131 [3106278785598659479 / 3106278785598659479 / 3106278785598659479] ; ['2026-11-21 01:25:24']
    132 [] ; [] ; []
    133 ['r'|'CREATE TABLE "r" ("id" INTEGER PRIMARY KEY, "a", "b", "c", "' / 'r2'|'CREATE TABLE "r2" ("id" INTEGE
    134 [] ; []
    135 ['r3'|'CREATE TABLE r3(id INTEGER PRIMARY KEY, d TEXT DEFAULT CURRE' / 'r3t'|'CREATE TRIGGER r3t AFTER INS
    136 [] ; [] ; [] ; [] ; []
    137 ['2026-11-21 01:25:24'|1|1]
    138 ['CURRENT_TIMESTAMP'|8629845821673443553|1]
    139 ['2026-11-21 01:25:24'|-2444101542013180800|1]
    140 []
    141 ['2026-11-21 01:25:24'|'2026-11-21'|'01:25:24' / 'CURRENT_TIMESTAMP'|6884061099879882811|1 / 'CURRENT_TIME
    142 [1|'2026-11-21 01:25:24'|'8021DA01'|'2026-11-21 01:25:24'|-2344769770577943122]
    143 [1] ; [1] ; [5] ; [1] ; [5|5]
    144 ['{"k":1}'|1] ; [1 / 1 / 1]
    145 [0|'Init'|0|4|0|-|0|- / 1|'Integer'|1|1|0|-|0|- / 2|'ResultRow'|1|1|0|-|0|- / 3|'Halt'|0|0|0|-|0|- / 4|'Go
    146 []
    147 []
    148 [1]
    149 [] ; [] ; [] ; [] ; []
    150 [] ; [] ; [] ; [6|2] ; [1]
    151 [] ; error CHECK constraint failed: guard_failed
    152 error UNIQUE constraint failed: op.id
    153 error CHECK constraint failed: stock_not_negative
    154 ['W-1'|6|2] ; ['op-1'] ; [1|'op-1'|'W-1'|-4] ; [0]
    155 [] ; []
    156 ['assert_that'|'CREATE VIEW assert_that(ok,why) AS SELECT 1,'' WHERE 0' / 'assert_that_ins'|'CREATE TRIGGE
    157 [] ; [5|3]
    158 error guard:stale:W-1
    159 [] ; error guard:conflict
    160 [4] ; [] ; []
    161 error malformed JSON
    162 error NOT NULL constraint failed: op.id
    163 [] ; error no such table: no_such ; []
    164 ['W-1'|1|4]
    165 [1] ; [2]
    166 []
    167 [1]
    168 error near "["SELECT 1"]": syntax error
    169 [1]
    170 error query timeout
    171 error execute timeout
    172 [5000000]
    173 []
    174 [] ; error no such table: no_such ; []
    175 [51]
    176 []
    177 [] ; error no such table: no_such
    178 [7]
    179 []
    180 [] ; error no such table: no_such ; []
    181 [51]
    182 []
    183 [] ; error no such table: no_such
    184 [7]
    185 []
    186 [] ; error near "SELEC": syntax error ; []
    187 [51]
    188 []
    189 [] ; error near "SELEC": syntax error
    190 [7]
    191 []
    192 [] ; error malformed JSON
    193 [7]
    194 []
    195 [] ; error malformed JSON
    196 [7]
    197 []
    198 [] ; error UNIQUE constraint failed: op.id
    199 [7]
    200 []
    201 [] ; error UNIQUE constraint failed: op.id
    202 [7]
    203 []
    204 [] ; error UNIQUE constraint failed: op.id
    205 [7]
    206 []
    207 [] ; error UNIQUE constraint failed: op.id
    208 [7]
    209 []
    210 [] ; error no such table: no_such ; []
    211 [51]
    212 []
    213 [] ; error no such table: no_such
    214 [7]
    215 []
    216 [] ; error guard:x
    217 [7]
    218 []
    219 [] ; error guard:x
    220 [7]
    221 []
    222 [] ; error no such column: nocol ; []
    223 [51]
    224 []
    225 [] ; error no such column: nocol
    226 [7]
    227 []
    228 failed failed(message: "disallowed pragma")
    229 [7]
    230 []
    231 failed failed(message: "disallowed pragma")
    232 [7]
    233 []
    234 [] ; []
    235 [51]
    236 []
    237 [] ; []
    238 [51]
    """#
}
